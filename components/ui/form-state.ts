import type { Route } from "next";

/** What a server action returns to its form. */
export type FormState<Result = unknown> = {
  /** Messages by field name; "" is the whole form. Without any, the action succeeded. */
  errors?: Readonly<Record<string, string>>;
  /** Shown in a toast. */
  message?: string;
  redirectTo?: Route;
  /** What the form shows afterwards, such as a secret that is shown once. */
  result?: Result;
};

export type FormAction<Result = unknown> = (
  previous: FormState<Result>,
  formData: FormData,
) => Promise<FormState<Result>>;
