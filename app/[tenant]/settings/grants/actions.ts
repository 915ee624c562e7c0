"use server";
import { viewerOf } from "@/app/[tenant]/settings/require-settings";
import { answer, textOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { setGrant } from "@/lib/access/grants";
import { refuse } from "@/lib/validation";

/** Empty: the whole tenant. */
const teamOf = (sent: FormData) => textOf(sent, "team") || null;

export async function share(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const viewer = await viewerOf(sent);
    const given = sent.getAll("capabilities").filter((one) => typeof one === "string");
    if (given.length === 0) return refuse("capabilities", "Tick what they may do.");
    await setGrant(viewer, textOf(sent, "dashboard"), teamOf(sent), given);
    return { done: "Shared" };
  });
}

export async function stopSharing(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await setGrant(await viewerOf(sent), textOf(sent, "dashboard"), teamOf(sent), []);
    return { done: "No longer shared" };
  });
}
