"use client";
import { useToast } from "@/components/ui/toast";
import { signOut } from "./sign-out";

/** Signs out, and says so when that did not work; resolves when the person can try again, if ever. */
export function useSignOut(): () => Promise<void> {
  const toast = useToast();
  return async () => {
    if (!(await signOut()))
      toast(
        "You are still signed in: the server did not answer. Check your connection and try again.",
      );
  };
}
