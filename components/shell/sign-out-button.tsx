"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-class";
import { useSignOut } from "./use-sign-out";

export function SignOutButton({ variant }: { variant: ButtonVariant }) {
  const [busy, setBusy] = useState(false);
  const signOut = useSignOut();
  return (
    <Button
      variant={variant}
      disabled={busy}
      focusableWhenDisabled
      onClick={async () => {
        setBusy(true);
        await signOut();
        setBusy(false);
      }}
    >
      Sign out
    </Button>
  );
}
