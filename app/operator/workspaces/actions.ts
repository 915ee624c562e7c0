"use server";
import { answer, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import { createWorkspace } from "@/lib/connections/workspaces";

export async function create(_state: FormState, form: FormData): Promise<FormState> {
  const operator = await requireOperator("/operator/workspaces");
  const [connection, tenant] = [wordOf(form, "connection"), wordOf(form, "tenant")];
  return answer(async () => {
    const { state } = await createWorkspace(operator, connection, tenant);
    return { done: messages[state] };
  });
}

const messages = {
  ready: "Workspace created",
  creating: "Another attempt is running",
  failed: "The workspace couldn't be created",
  missing: "The workspace wasn't created",
};
