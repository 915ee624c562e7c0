"use server";
import { answer, wordOf } from "@/app/forms/answer";
import type { FormState } from "@/app/forms/form-state";
import { requireOperator } from "@/lib/auth/session";
import { makePlace } from "@/lib/vendor-api/places";

/** Has the vendor make a tenant's place; a second time it is the same one. */
export async function makePlaceNow(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator("/operator/places");
  return answer(async () => {
    const { state } = await makePlace(operator, wordOf(sent, "connection"), wordOf(sent, "tenant"));
    return { done: words[state] };
  });
}

const words = {
  made: "Made",
  making: "Another try is on its way",
  failed: "It failed: the row says why",
  missing: "Nothing was made",
};
