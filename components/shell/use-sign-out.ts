"use client";
import { useToast } from "@/components/ui/toast";
import { signOut } from "./sign-out";

/** Signs out, with a toast where that failed. */
export function useSignOut(): () => Promise<void> {
  const toast = useToast();
  return async () => {
    if (!(await signOut())) {
      toast("You're still signed in. Check your connection and try again.");
    }
  };
}
