import { randomUUID } from "node:crypto";
import { z } from "zod";
import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { type FieldErrors, fieldErrors, refuse, refuseAny } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";
import type { Role } from "./require-viewer";
import { nameSchema } from "./schema";
import { isFreeForTenant, isSlug } from "./slug";

export type TenantRow = {
  slug: string;
  name: string;
  hue: number;
  members: number;
  dashboards: number;
  suspended: boolean;
};

export type TenantDetail = Omit<Prisma.TenantGetPayload<object>, "attributes"> & {
  attributes: Record<string, string>;
  members: number;
  owners: { name: string; email: string; suspended: boolean }[];
  /** Pending ones. */
  invitations: { email: string; role: string; expiresAt: Date }[];
};

/** Tenants by name. @param _operator proof of `requireOperator` */
export async function listTenants(
  _operator: SignedIn,
  pagination: Pagination,
): Promise<PageOf<TenantRow>> {
  const contains = containing(pagination.query);
  const where: Prisma.TenantWhereInput = pagination.query
    ? { OR: [{ name: contains }, { slug: contains }] }
    : {};
  const total = await db().tenant.count({ where });
  const { cut, ...page } = skipTake(total, pagination);
  const rows = await db().tenant.findMany({
    where,
    ...cut,
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: {
      ...{ slug: true, name: true, hue: true, suspendedAt: true },
      _count: { select: { memberships: true } },
      grants: { distinct: ["dashboardId"], select: { dashboardId: true } },
    },
  });
  return {
    ...page,
    total,
    rows: rows.map(({ _count, grants, suspendedAt, ...row }) => ({
      ...row,
      members: _count.memberships,
      dashboards: grants.length,
      suspended: suspendedAt !== null,
    })),
  };
}

/** @param _operator proof of `requireOperator` */
export function listTenantNames(_operator: SignedIn): Promise<{ slug: string; name: string }[]> {
  return db().tenant.findMany({ orderBy: { name: "asc" }, select: { slug: true, name: true } });
}

/** @param _operator proof of `requireOperator` */
export async function findTenant(_operator: SignedIn, slug: string): Promise<TenantDetail | null> {
  const row = await db().tenant.findUnique({
    where: { slug },
    include: {
      _count: { select: { memberships: true } },
      memberships: {
        where: { role: "owner" },
        orderBy: { createdAt: "asc" },
        select: { suspendedAt: true, user: { select: { name: true, email: true } } },
        take: 50,
      },
      invitations: {
        where: { acceptedAt: null, expiresAt: { gt: new Date() } },
        orderBy: { createdAt: "desc" },
        select: { email: true, role: true, expiresAt: true },
        take: 50,
      },
    },
  });
  if (!row) return null;
  const { _count, memberships, attributes, ...tenant } = row;
  return {
    ...tenant,
    attributes: textAttributes(attributes),
    members: _count.memberships,
    owners: memberships.map(({ suspendedAt, user }) => ({
      ...user,
      suspended: suspendedAt !== null,
    })),
  };
}

/** Only strings: anything else was not written by this app. */
function textAttributes(attributes: Prisma.JsonValue): Record<string, string> {
  const entries = Object.entries(typeof attributes === "object" ? (attributes ?? {}) : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

export type TenantLink = { slug: string; name: string; hue: number; role: Role };

/** A user's active tenants, by name. */
export async function listMemberships(userId: string): Promise<TenantLink[]> {
  const rows = await db().membership.findMany({
    where: { userId, suspendedAt: null, tenant: { suspendedAt: null } },
    orderBy: { tenant: { name: "asc" } },
    select: { role: true, tenant: { select: { slug: true, name: true, hue: true } } },
  });
  return rows.map(({ role, tenant }) => ({ ...tenant, role }));
}

const tenantSchema = z.object({
  name: nameSchema,
  hue: z.number().int().min(0).max(360),
  attributes: z.record(
    z
      .string()
      .regex(/^[a-z][A-Za-z0-9_-]{0,39}$/, "Start names with a lowercase letter; no spaces."),
    z.string().min(1).max(200),
  ),
});

/** Checked against `tenantSchema`. */
export type TenantInput = Readonly<Record<string, unknown>>;

/** @throws ValidationError */
export function createTenant(
  operator: SignedIn,
  { slug, ...input }: TenantInput & { slug: string },
): Promise<{ slug: string }> {
  const tenant = { id: randomUUID(), slug: slug.slice(0, 63) };
  const change = { action: "tenant.create", tenant };
  return withAudit(operator, change, async () => {
    const data = parseInput(input, await slugErrors(slug));
    await db().$transaction([
      db().tenant.create({ data: { id: tenant.id, slug, ...data } }),
      auditEntry(operator, change),
    ]);
    return { slug };
  });
}

/** The slug can't change: bookmarks and vendors refer to it. @throws ValidationError */
export async function editTenant(
  operator: SignedIn,
  slug: string,
  input: TenantInput,
): Promise<void> {
  const { id } = await requireTenant(slug);
  const change = { action: "tenant.update", tenant: { id, slug } };
  await withAudit(operator, change, async () => {
    const data = parseInput(input);
    await db().$transaction([
      db().tenant.update({ where: { id }, data }),
      auditEntry(operator, { ...change, detail: { attributes: Object.keys(data.attributes) } }),
    ]);
  });
}

/** Members of a suspended tenant lose access within seconds. Nothing is deleted. */
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

/** @throws ValidationError when it doesn't exist */
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

/** @throws ValidationError with its own errors and the given ones */
function parseInput(input: TenantInput, otherErrors: FieldErrors = {}) {
  const parsed = tenantSchema.safeParse(input, { reportInput: true });
  const errors = Object.entries(parsed.error ? fieldErrors(parsed.error) : {});
  refuseAny({
    // All attributes are one field of the form.
    ...Object.fromEntries(errors.map(([path, message]) => [path.split(".")[0], message])),
    ...otherErrors,
  });
  return tenantSchema.parse(input);
}
