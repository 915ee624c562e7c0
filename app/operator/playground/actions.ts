"use server";
import { findScheme } from "@/components/shell/theme-cookie";
import { wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import { previewForPlayground } from "@/lib/embed/preview-embed";
import { log } from "@/lib/log";
import { ValidationError } from "@/lib/validation";
import { describePreview, type PlaygroundResult } from "./describe";

export type PlaygroundState = (NonNullable<FormState> & { result?: PlaygroundResult }) | null;

/** Mints a short-lived test token as another person. Audited, whatever the outcome. */
export async function preview(
  _previous: PlaygroundState,
  form: FormData,
): Promise<PlaygroundState> {
  const operator = await requireOperator("/operator/playground");
  const at = Date.now();
  try {
    const result = await previewForPlayground(operator, {
      tenant: wordOf(form, "tenant"),
      email: wordOf(form, "email"),
      dashboard: wordOf(form, "dashboard"),
      scheme: await findScheme(),
    });
    return { at, result: describePreview(result) };
  } catch (error) {
    if (error instanceof ValidationError) return { at, errors: error.fields };
    log.error({ error }, "Playground preview failed");
    return { at, errors: { "": "Something went wrong on our side. Try again in a moment." } };
  }
}
