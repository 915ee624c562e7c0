// Decides what an operator sees of the vendors' accounts.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { findVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";

export type VendorLook = { label: string; mark: string; hue: number };

export type ConnectionRow = {
  slug: string;
  name: string;
  vendor: VendorLook;
  disabledAt: Date | null;
  dashboards: number;
  activeKeys: number;
  lastUsedAt: Date | null;
};

export type ConnectionDetail = {
  id: string;
  slug: string;
  name: string;
  vendorId: string;
  vendor: VendorLook;
  settings: Prisma.JsonValue;
  ttlSeconds: number | null;
  isSandbox: boolean;
  disabledAt: Date | null;
  createdAt: Date;
  dashboards: number;
  tenants: number;
};

/** How a vendor is shown; a vendor that is gone leaves its name. */
export function lookOf(id: string): VendorLook {
  const vendor = findVendor(id);
  return { label: vendor?.label ?? id, mark: vendor?.initials ?? "?", hue: vendor?.hue ?? 0 };
}

/** Connections by name. @param _operator proof that the asker passed `requireOperator` */
export async function listConnections(
  _operator: SignedIn,
  wanted: Pagination,
): Promise<PageOf<ConnectionRow>> {
  const contains = containing(wanted.query);
  const where: Prisma.EmbedConnectionWhereInput = wanted.query
    ? { OR: [{ name: contains }, { slug: contains }, { vendor: contains }] }
    : {};
  const total = await db().embedConnection.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().embedConnection.findMany({
    where,
    ...cut,
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: {
      ...{ slug: true, name: true, vendor: true, disabledAt: true },
      _count: { select: { dashboards: true } },
      credentials: {
        where: { algorithm: { not: "api" } },
        select: { state: true, lastUsedAt: true },
      },
    },
  });
  return {
    ...place,
    total,
    rows: rows.map(({ vendor, _count, credentials, ...row }) => ({
      ...row,
      vendor: lookOf(vendor),
      dashboards: _count.dashboards,
      activeKeys: credentials.filter(({ state }) => state === "active").length,
      lastUsedAt: latest(credentials.map(({ lastUsedAt }) => lastUsedAt)),
    })),
  };
}

/** One connection by its slug. @param _operator proof that the asker passed `requireOperator` */
export async function findConnection(
  _operator: SignedIn,
  slug: string,
): Promise<ConnectionDetail | null> {
  const row = await db().embedConnection.findUnique({
    where: { slug },
    include: {
      _count: { select: { dashboards: true } },
      tenantMappings: { where: { region: "" }, select: { tenantId: true } },
    },
  });
  if (!row) return null;
  const { _count, tenantMappings, ...connection } = row;
  return {
    ...connection,
    vendorId: row.vendor,
    vendor: lookOf(row.vendor),
    dashboards: _count.dashboards,
    tenants: tenantMappings.length,
  };
}

function latest(dates: (Date | null)[]): Date | null {
  const known = dates.filter((date) => date !== null).map((date) => date.getTime());
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}
