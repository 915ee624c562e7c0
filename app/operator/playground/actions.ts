"use server";
import { findScheme } from "@/components/shell/theme-cookie";
import { wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import { type Viewed, viewAs } from "@/lib/embed/preview-embed";
import { ValidationError } from "@/lib/validation";

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
    if (error instanceof ValidationError) return { at, errors: error.fields };
    console.error(JSON.stringify({ at, action: "playground", kind: (error as Error)?.name }));
    return { at, errors: { "": "Something on our side failed. Try again in a moment." } };
  }
}
