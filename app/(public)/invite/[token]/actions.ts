"use server";
import { z } from "zod";
import { route } from "@/components/shell/route";
import { runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireUser } from "@/lib/auth/session";
import { acceptAsNewUser, acceptInvitation } from "@/lib/tenants/invitations";

export async function accept(token: string): Promise<FormState> {
  const session = await requireUser(`/invite/${encodeURIComponent(String(token))}`);
  return runChange(async () => {
    const tenant = await acceptInvitation(session, String(token));
    return { redirectTo: route(`/${tenant}`) };
  });
}

const accountSchema = z.object({ name: z.string(), password: z.string() });

/** Makes an account for the invited address; the browser signs in next. */
export async function acceptAsNew(
  token: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  return submitForm(formData, accountSchema, async (account) => {
    await acceptAsNewUser(String(token), account);
    return {};
  });
}
