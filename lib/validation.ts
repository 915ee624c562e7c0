import { z } from "zod";

/** Messages by field name, dots for nesting; "" is the whole form. None repeats what was entered. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Thrown instead of a change; its messages are shown at the form's fields. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  constructor(readonly fields: FieldErrors) {
    super(Object.values(fields).join("\n"));
  }
}

/** @throws ValidationError with one message at one field */
export function refuse(field: string, message: string): never {
  throw new ValidationError({ [field]: message });
}

/** @throws ValidationError where there is any message */
export function refuseAny(fields: FieldErrors): void {
  if (Object.keys(fields).length > 0) throw new ValidationError(fields);
}

/** The first message of each field. */
export function fieldErrors(error: z.ZodError, prefix = ""): FieldErrors {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = [prefix, ...issue.path.map(String)].filter(Boolean).join(".");
    fields[name] ??= toMessage(issue);
  }
  return fields;
}

/** A schema's own message, or ours instead of zod's default. */
function toMessage(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  if (/^(Invalid input|Invalid option|Too small|Too big|Unrecognized key)/.test(message)) {
    switch (issue.code) {
      case "invalid_type":
        if (/^(number|int)$/.test(issue.expected)) return "Enter a whole number.";
        return /received undefined$/.test(message) ? "Fill this in." : `Enter a ${issue.expected}.`;
      case "too_small":
        return issue.origin === "string" ? "Fill this in." : `Enter at least ${issue.minimum}.`;
      case "too_big":
        return issue.origin === "string"
          ? `Use at most ${issue.maximum} characters.`
          : `Enter at most ${issue.maximum}.`;
      case "unrecognized_keys":
        return `Unknown: ${issue.keys.join(", ")}.`;
      case "invalid_value":
        return "Choose one of the options.";
    }
  }
  return message.replace(/^./, (first) => first.toUpperCase()).replace(/\.?$/, ".");
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
