"use server";
import { runChange } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import { createWorkspace } from "@/lib/connections/workspaces";

export async function create(connection: string, tenant: string): Promise<FormState> {
  const operator = await requireOperator("/operator/workspaces");
  return runChange(async () => {
    const { state } = await createWorkspace(operator, String(connection), String(tenant));
    return { message: messages[state] };
  });
}

const messages = {
  ready: "Workspace created",
  creating: "Another attempt is running",
  failed: "The workspace couldn't be created",
  missing: "The workspace wasn't created",
};
