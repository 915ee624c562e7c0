"use server";
import { wordOf } from "@/app/forms/answer";
import type { FormState } from "@/app/forms/form-state";
import { findScheme } from "@/app/theme-cookie";
import { requireOperator } from "@/lib/auth/session";
import { type Viewed, viewAs } from "@/lib/playground/view-as";
import { ChangeRefused } from "@/lib/refused";

export type PlaygroundState = (NonNullable<FormState> & { viewed?: Viewed }) | null;

/** Makes a short-lived test token of another person's view. It is audited, whatever comes of it. */
export async function view(_before: PlaygroundState, sent: FormData): Promise<PlaygroundState> {
  const operator = await requireOperator("/operator/playground");
  const at = Date.now();
  try {
    const viewed = await viewAs(operator, {
      tenant: wordOf(sent, "tenant"),
      email: wordOf(sent, "email"),
      dashboard: wordOf(sent, "dashboard"),
      scheme: await findScheme(),
    });
    return { at, viewed };
  } catch (error) {
    if (error instanceof ChangeRefused) return { at, errors: error.fields };
    console.error(JSON.stringify({ at, action: "playground", kind: (error as Error)?.name }));
    return { at, errors: { "": "Something on our side failed. Try again in a moment." } };
  }
}
