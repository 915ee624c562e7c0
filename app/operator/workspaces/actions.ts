"use server";
import { answer, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import { makePlace } from "@/lib/connections/workspaces";

/** Has the vendor make a tenant's place; a second time it is the same one. */
export async function makePlaceNow(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator("/operator/workspaces");
  return answer(async () => {
    const { state } = await makePlace(operator, wordOf(sent, "connection"), wordOf(sent, "tenant"));
    return { done: words[state] };
  });
}

const words = {
  ready: "Made",
  creating: "Another try is on its way",
  failed: "It failed: the row says why",
  missing: "Nothing was made",
};
