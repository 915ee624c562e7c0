// Decides how a tenant comes to be, changes and is stopped. Every change leaves an audit row.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { nameSchema } from "@/lib/connections/schema";
import { db } from "@/lib/db";
import { type FieldErrors, fieldErrors, refuse, refuseAny } from "@/lib/validation";
import { isFreeForTenant, isSlug } from "./slug";

const about = z.object({
  name: nameSchema,
  hue: z.number().int().min(0).max(360),
  attributes: z.record(
    z.string().regex(/^[a-z][A-Za-z0-9_-]{0,39}$/, "Begin names with a small letter; no spaces."),
    z.string().min(1).max(200),
  ),
});

export type TenantInput = z.input<typeof about>;

/** Makes a tenant without people. @throws ValidationError */
export function createTenant(
  operator: SignedIn,
  { slug, ...input }: TenantInput & { slug: string },
): Promise<{ slug: string }> {
  const tenant = { id: randomUUID(), slug: slug.slice(0, 63) };
  const change = { action: "tenant.create", tenant };
  return withAudit(operator, change, async () => {
    const { errors, data } = check(input);
    refuseAny({ ...errors, ...(await slugErrors(slug)) });
    await db().$transaction([
      db().tenant.create({ data: { id: tenant.id, slug, ...data } }),
      auditEntry(operator, change),
    ]);
    return { slug };
  });
}

/** Changes name, hue and attributes. The slug stays: it stands in bookmarks and in names at vendors. */
export async function editTenant(
  operator: SignedIn,
  slug: string,
  input: TenantInput,
): Promise<void> {
  const { id } = await requireTenant(slug);
  const change = { action: "tenant.update", tenant: { id, slug } };
  await withAudit(operator, change, async () => {
    const { errors, data } = check(input);
    refuseAny(errors);
    await db().$transaction([
      db().tenant.update({ where: { id }, data }),
      auditEntry(operator, { ...change, detail: { attributes: Object.keys(data.attributes) } }),
    ]);
  });
}

/** Stops a tenant, or lets it go on: its people lose all of it within seconds, and nothing is deleted. */
export async function setTenantSuspended(
  operator: SignedIn,
  slug: string,
  suspended: boolean,
): Promise<void> {
  const { id } = await requireTenant(slug);
  await db().$transaction([
    db().tenant.update({
      where: { id },
      data: { suspendedAt: suspended ? new Date() : null },
    }),
    auditEntry(operator, {
      action: suspended ? "tenant.suspend" : "tenant.resume",
      tenant: { id, slug },
    }),
  ]);
}

/** @throws ValidationError where there is none of this slug */
export async function requireTenant(slug: string) {
  const row = await db().tenant.findUnique({ where: { slug } });
  return row ?? refuse("", "This tenant no longer exists.");
}

async function slugErrors(slug: string): Promise<FieldErrors> {
  if (!isSlug(slug)) {
    return { slug: "Use lowercase letters, numbers, and single hyphens, up to 63 characters." };
  }
  if (!isFreeForTenant(slug)) return { slug: "This address is reserved." };
  const taken = await db().tenant.count({ where: { slug } });
  return taken ? { slug: "Another tenant already uses this slug." } : {};
}

function check(input: TenantInput) {
  const parsed = about.safeParse(input, { reportInput: true });
  if (parsed.success) return { errors: {}, data: parsed.data };
  // Attributes are one field, however many there are in it.
  const errors = Object.fromEntries(
    Object.entries(fieldErrors(parsed.error)).map(([path, words]) => [
      path.split(".")[0] ?? path,
      words,
    ]),
  );
  return { errors, data: { name: "", hue: 0, attributes: {} } };
}
