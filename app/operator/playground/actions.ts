"use server";
import { z } from "zod";
import { findScheme } from "@/components/shell/theme-cookie";
import { submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import { previewForPlayground } from "@/lib/embed/preview-embed";
import { describePreview, type PlaygroundResult } from "./describe";

const form = z.object({ tenant: z.string(), email: z.string(), dashboard: z.string() });

/** Mints a short-lived test token as another person. Audited, whatever the outcome. */
export async function preview(
  _previous: FormState<PlaygroundResult>,
  formData: FormData,
): Promise<FormState<PlaygroundResult>> {
  const operator = await requireOperator("/operator/playground");
  return submitForm(formData, form, async (request) => {
    const found = await previewForPlayground(operator, { ...request, scheme: await findScheme() });
    return { result: describePreview(found) };
  });
}
