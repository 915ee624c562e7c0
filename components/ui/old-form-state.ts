// Deprecated: until every screen uses the design system; delete with its last import.
import type { Route } from "next";

// Decides what a form hears of what it sent. What was typed stays in the browser and is not sent back.
export type FormState = {
  /** When; tells two equal answers apart. */
  at: number;
  /** Words for the toast; absent where something is wrong. */
  done?: string;
  /** Sentences by field name; "" is the whole form. */
  errors?: Readonly<Record<string, string>>;
  /** Where to go on. */
  go?: Route;
  /** A secret or link that is told once, here and never again. */
  once?: { kid: string; secret: string | null; publicKey: string | null };
  /** An invitation's address, told once, here and never again. */
  link?: string;
  /** Values for another form, by field name. */
  filled?: Readonly<Record<string, string>>;
  findings?: readonly { what: string; ok: boolean; found: string }[];
} | null;

export type FormAction = (before: FormState, sent: FormData) => Promise<FormState>;
