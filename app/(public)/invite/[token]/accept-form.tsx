"use client";
import { ActionForm } from "@/components/ui/old-form";
import { accept } from "./actions";

/** One button: the person is known, the link is theirs. */
export function AcceptForm({ token, tenant }: { token: string; tenant: string }) {
  return (
    <ActionForm action={accept} submit={`Join ${tenant}`} busyWords="Joining" hidden={{ token }} />
  );
}
