"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-class";
import { useSignOut } from "./use-sign-out";

export function SignOutButton({ look }: { look: ButtonLook }) {
  const [busy, setBusy] = useState(false);
  const signOut = useSignOut();
  return (
    <Button
      look={look}
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
