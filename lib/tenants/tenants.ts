// Decides what an operator sees of the tenants.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import type { Prisma } from "../generated/prisma/client";

export type TenantRow = {
  slug: string;
  name: string;
  hue: number;
  members: number;
  dashboards: number;
  suspended: boolean;
};

export type TenantDetail = {
  id: string;
  slug: string;
  name: string;
  hue: number;
  attributes: Record<string, string>;
  suspendedAt: Date | null;
  createdAt: Date;
  members: number;
  owners: { name: string; email: string; suspended: boolean }[];
  /** Those that nobody has taken up and that still could be. */
  invitations: { email: string; role: string; expiresAt: Date }[];
};

/** Tenants by name. @param _operator proof that the asker passed `requireOperator` */
export async function listTenants(
  _operator: SignedIn,
  wanted: Pagination,
): Promise<PageOf<TenantRow>> {
  const contains = containing(wanted.query);
  const where: Prisma.TenantWhereInput = wanted.query
    ? { OR: [{ name: contains }, { slug: contains }] }
    : {};
  const total = await db().tenant.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
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
    ...place,
    total,
    rows: rows.map(({ _count, grants, suspendedAt, ...row }) => ({
      ...row,
      members: _count.memberships,
      dashboards: grants.length,
      suspended: suspendedAt !== null,
    })),
  };
}

/** Every tenant's name, for a choice. @param _operator proof that the asker passed `requireOperator` */
export function listTenantNames(_operator: SignedIn): Promise<{ slug: string; name: string }[]> {
  return db().tenant.findMany({ orderBy: { name: "asc" }, select: { slug: true, name: true } });
}

/** One tenant by its slug. @param _operator proof that the asker passed `requireOperator` */
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
    attributes: textsOf(attributes),
    members: _count.memberships,
    owners: memberships.map(({ suspendedAt, user }) => ({
      ...user,
      suspended: suspendedAt !== null,
    })),
  };
}

/** Attributes are texts by name; what is no text came from elsewhere and is left out. */
function textsOf(attributes: Prisma.JsonValue): Record<string, string> {
  const entries = Object.entries(typeof attributes === "object" ? (attributes ?? {}) : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
