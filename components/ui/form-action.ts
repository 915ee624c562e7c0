import { refresh } from "next/cache";
import { notFound, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { Problem } from "@/lib/errors";
import { fieldErrors, ValidationError } from "@/lib/validation";
import type { FormState } from "./form-state";

export const unexpectedError = "Something went wrong on our side. Try again in a moment.";

/**
 * Parses a form and runs a change with its values. Errors come back to the form, field by field;
 * after a success the page is refreshed, unless the form leads to another.
 */
export async function submitForm<Values, Result>(
  formData: FormData,
  schema: z.ZodType<Values>,
  change: (values: Values) => Promise<Omit<FormState<Result>, "errors">>,
): Promise<FormState<Result>> {
  const parsed = schema.safeParse(formValues(formData));
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  return runChange(() => change(parsed.data));
}

/** The same for a form without fields. */
export async function runChange<Result>(
  change: () => Promise<Omit<FormState<Result>, "errors">>,
): Promise<FormState<Result>> {
  try {
    const state = await change();
    if (!state.redirectTo) refresh();
    return state;
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof ValidationError) return { errors: error.fields };
    if (error instanceof Problem) return { errors: { "": error.detail } };
    console.error(
      JSON.stringify({
        at: new Date().toISOString(),
        source: "action",
        kind: error instanceof Error ? error.name : typeof error,
      }),
    );
    return { errors: { "": unexpectedError } };
  }
}

/** Values by name; a name that occurs more than once has an array. */
function formValues(formData: FormData): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(formData.keys())].map((name) => {
      const values = formData.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** An id from an address or a bound argument: anything but a string of ours is not found. */
export function requireId(value: unknown): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(value)) notFound();
  return value;
}
