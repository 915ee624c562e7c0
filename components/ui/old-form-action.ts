// Deprecated: until every screen uses the design system; delete with its last import.
// Decides how a server action answers its form: done, or a sentence at each field.
import { revalidatePath } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { Problem } from "@/lib/errors";
import { ValidationError } from "@/lib/validation";
import { unexpectedError } from "./form-action";
import type { FormState } from "./old-form-state";

type Done = Omit<NonNullable<FormState>, "at" | "errors">;

/** Runs a change. Whatever goes wrong comes back to the form, so that nothing typed is lost. */
export async function answer(work: () => Promise<Done>): Promise<FormState> {
  const at = Date.now();
  try {
    const done = await work();
    // Whoever goes on gets a fresh page anyway; the one they leave may be about what is gone now.
    if (!done.go) revalidatePath("/", "layout");
    return { at, ...done };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof ValidationError) return { at, errors: error.fields };
    if (error instanceof Problem) return { at, errors: { "": error.detail } };
    const kind = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ at: new Date(at).toISOString(), source: "action", kind }));
    return { at, errors: { "": unexpectedError } };
  }
}

/** A field's text; files and absent fields are empty. */
export function textOf(sent: FormData, name: string): string {
  const value = sent.get(name);
  return typeof value === "string" ? value : "";
}

/** The same where white space around it means nothing. */
export const wordOf = (sent: FormData, name: string): string => textOf(sent, name).trim();
