// Decides how a change that cannot be made is told: a sentence for each field that it stands in.
import { z } from "zod";

/** Sentences by field name, dots for nesting; "" is the whole form. None repeats what was entered. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Thrown instead of changing anything; the form shows it where it belongs. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  constructor(readonly fields: FieldErrors) {
    super(Object.values(fields).join("\n"));
  }
}

/** @throws ValidationError with one sentence at one field. */
export function refuse(field: string, sentence: string): never {
  throw new ValidationError({ [field]: sentence });
}

/** @throws ValidationError when there is anything in it. */
export function refuseAny(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw new ValidationError(fields);
}

/** A schema's findings by field, the first of each, in words for people. */
export function fieldErrors(error: z.ZodError, prefix = ""): FieldErrors {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = [prefix, ...issue.path.map(String)].filter(Boolean).join(".");
    fields[name] ??= sentence(issue);
  }
  return fields;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small" && issue.origin === "string") return "Fill this in.";
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return issue.expected === "number" || issue.expected === "int"
      ? "Enter a whole number."
      : "Fill this in.";
  }
  if (issue.code === "invalid_type") return `Enter a ${issue.expected}.`;
  if (issue.code === "too_small") return `Enter at least ${issue.minimum}.`;
  if (issue.code === "too_big") return `At most ${issue.maximum} is possible here.`;
  if (issue.code === "unrecognized_keys") return `Not known here: ${issue.keys.join(", ")}.`;
  if (issue.code === "invalid_value") return "Choose one of those offered.";
  const words = issue.message.replace(/\.?$/, ".");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A checkbox: absent where it is not checked. */
export const checkboxValue = z.preprocess((value) => value === "on", z.boolean());

/** Checkboxes or a multiple choice of one name: absent, one value or several. */
export const listValue = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().max(200)).max(1_000),
);

/** A choice that may be left empty. */
export const optionalValue = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.string().max(200).nullable(),
);
