"use client";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import type { ButtonLook } from "@/app/ui/button-class";
import { signOut } from "./sign-out";

export function SignOutButton({ look }: { look: ButtonLook }) {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      look={look}
      disabled={busy}
      focusableWhenDisabled
      onClick={() => {
        setBusy(true);
        void signOut();
      }}
    >
      Sign out
    </Button>
  );
}
