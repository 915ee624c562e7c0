"use server";
import { route } from "@/components/shell/route";
import { answer, textOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireUser } from "@/lib/auth/session";
import { acceptAsNewPerson, acceptInvitation } from "@/lib/tenants/accept-invitation";

/** Lets the signed-in person in. */
export async function accept(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const token = textOf(sent, "token");
    const session = await requireUser(`/invite/${encodeURIComponent(token)}`);
    return { go: route(`/${await acceptInvitation(session, token)}`) };
  });
}

/** Makes an account for the invited address and lets it in. Signing in is the browser's next step. */
export async function acceptAsNew(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const name = textOf(sent, "name");
    const password = textOf(sent, "password");
    await acceptAsNewPerson(textOf(sent, "token"), { name, password });
    return {};
  });
}
