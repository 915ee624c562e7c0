import { z } from "zod";
import { isSlug } from "@/lib/tenants/slug";

// Safe in a browser.

export const slugSchema = z
  .string()
  .refine(isSlug, "Use lowercase letters, numbers, and single hyphens, up to 63 characters.");

export const nameSchema = z.string().trim().min(1).max(100);

/** Seconds; null: the host's default. */
export const ttlSchema = z.number().int().min(5).max(2_592_000);

export const kidSchema = z
  .string()
  .min(1, "Enter the ID the vendor gave this key.")
  .regex(/^[\x21-\x7e]{1,64}$/, "Use up to 64 letters, numbers, and symbols, without spaces.");

export const connectionSchema = z.object({
  name: nameSchema,
  ttlSeconds: ttlSchema.nullable(),
});

export const dashboardSchema = z.object({
  title: nameSchema,
  description: z.string().trim().max(500),
  /** Slug. */
  connection: z.string(),
  kind: z.string(),
  /** The vendor's id. */
  ref: z.string().trim().max(500),
});

/** `now`: signs from now on. `later`: waits until it is activated. */
export const startSchema = z.enum(["now", "later"]);

/** What happens to the keys a new one replaces: `overlap` keeps them until their last token expires. */
export const replacedKeysSchema = z.enum(["overlap", "retire"]);

export type ConnectionInput = z.input<typeof connectionSchema> & {
  settings: Record<string, unknown>;
};
export type DashboardInput = z.input<typeof dashboardSchema>;

/** A connection that a dashboard can be registered at, and the kinds its vendor has. */
export type DashboardSource = {
  slug: string;
  name: string;
  kinds: { value: string; label: string }[];
};

export type KeyStart = z.infer<typeof startSchema>;
export type ReplacedKeys = z.infer<typeof replacedKeysSchema>;

/** `secret` is returned once, and only when the vendor must be given it. */
export type NewKey = { kid: string; secret: string | null; publicKey: string | null };

/** One field of a form made from a vendor's schema. `name` is the path in the object, with dots. */
export type SchemaField = {
  name: string;
  label: string;
  help: string;
  required: boolean;
} & (
  | { kind: "text" | "url"; value: string }
  | { kind: "number"; value: string; min: number | null }
  /** `on`: what a checked box stores. */
  | { kind: "checkbox"; value: boolean; on: true | string }
  | { kind: "select"; value: string; options: string[] }
  | { kind: "checkboxes"; value: string[]; options: string[] }
  /** One entry per line; a record's line is `name = value`. */
  | { kind: "list" | "record"; value: string }
  | { kind: "group"; fields: SchemaField[] }
);
