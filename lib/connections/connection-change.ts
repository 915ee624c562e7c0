// Decides how a connection comes to be, changes and is switched off. Every change leaves an audit row.
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { attempt, auditEntry } from "@/lib/audit/change";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { isSlug } from "@/lib/tenants/slug";
import { type FieldErrors, fieldErrors, refuse, refuseAny } from "@/lib/validation";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";
import { checkSettings } from "./checks";
import { fieldAt, fieldsOf } from "./schema-fields";

export const slugField = z
  .string()
  .refine(isSlug, "Use lower-case letters, digits and single hyphens, at most 63.");
export const nameField = z.string().trim().min(1).max(100);

const about = z.object({
  name: nameField,
  /** Seconds; null: what the environment says. */
  ttlSeconds: z.number().int().min(5).max(2_592_000).nullable(),
});

export type ConnectionInput = z.input<typeof about> & { settings: Record<string, unknown> };

/** Enters a connection; it shows nothing until it has a key, names and dashboards. @throws ValidationError */
export function createConnection(
  operator: SignedIn,
  input: ConnectionInput & { slug: string; vendor: string },
): Promise<{ slug: string }> {
  const id = randomUUID();
  const change = { action: "connection.create", connection: id };
  const detail = { slug: input.slug.slice(0, 63), vendor: input.vendor.slice(0, 63) };
  return attempt(operator, { ...change, detail }, async () => {
    const vendor = findVendor(input.vendor);
    if (!vendor) return refuse("vendor", "Choose one of those offered.");
    const slug = slugField.safeParse(input.slug);
    const { errors, data } = check(vendor, input);
    const taken =
      slug.success && (await db().embedConnection.count({ where: { slug: slug.data } }));
    refuseAny({
      ...(!slug.success && { slug: slug.error.issues[0]?.message ?? "" }),
      ...(taken && { slug: "Another connection has this name in addresses." }),
      ...errors,
    });
    await db().$transaction([
      db().embedConnection.create({
        data: { id, slug: input.slug, vendor: vendor.id, ...data },
      }),
      auditEntry(operator, { ...change, detail }),
    ]);
    return { slug: input.slug };
  });
}

/** Changes name, settings and life of tokens; open panes follow with their next token. @throws ValidationError */
export async function editConnection(
  operator: SignedIn,
  slug: string,
  input: ConnectionInput,
): Promise<void> {
  const row = await requireConnection(slug);
  const change = { action: "connection.update", connection: row.id };
  await attempt(operator, { ...change, detail: { slug } }, async () => {
    const { errors, data } = check(requireVendor(row.vendor), input);
    refuseAny(errors);
    const before = row.settings as Record<string, unknown>;
    const changed = Object.entries(data.settings)
      .filter(([name, value]) => !isDeepStrictEqual(value, before[name]))
      .map(([name]) => name);
    await db().$transaction([
      db().embedConnection.update({ where: { id: row.id }, data }),
      // Names only: what a setting says is nobody's secret, but it may be long.
      auditEntry(operator, { ...change, detail: { slug, changed } }),
    ]);
  });
}

/** Switches a connection off or on; off, its dashboards say that they are not set up. */
export async function setConnectionDisabled(
  operator: SignedIn,
  slug: string,
  disabled: boolean,
): Promise<void> {
  const { id } = await requireConnection(slug);
  await db().$transaction([
    db().embedConnection.update({
      where: { id },
      data: { disabledAt: disabled ? new Date() : null },
    }),
    auditEntry(operator, {
      action: disabled ? "connection.disable" : "connection.enable",
      connection: id,
      detail: { slug },
    }),
  ]);
}

/** @throws ValidationError where there is none of this slug */
export async function requireConnection(slug: string) {
  const row = await db().embedConnection.findUnique({ where: { slug } });
  return row ?? refuse("", "This connection does not exist any more.");
}

function check(vendor: Vendor, input: ConnectionInput) {
  const main = about.safeParse(input, { reportInput: true });
  const settings = checkSettings(vendor, input.settings);
  const errors: Record<string, string> = { ...(main.error && fieldErrors(main.error)) };
  if (settings.error) Object.assign(errors, settingsErrors(vendor, fieldErrors(settings.error)));
  const data = {
    name: input.name.trim(),
    ttlSeconds: input.ttlSeconds,
    settings: (settings.value ?? {}) as Prisma.InputJsonObject,
  };
  return { errors, data };
}

/** Findings at the fields a form has; those below a list or a record belong to it. */
function settingsErrors({ settings }: Vendor, found: FieldErrors): FieldErrors {
  const fields = fieldsOf(settings);
  return Object.fromEntries(
    Object.entries(found).map(([path, words]) => [`settings.${fieldAt(fields, path)}`, words]),
  );
}
