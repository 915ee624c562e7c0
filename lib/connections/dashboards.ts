// Decides what an operator sees of the catalogue, and what a vendor's address is in it.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import type { Recognized } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";
import { lookOf, type VendorLook } from "./connection-list";

export type CatalogueRow = {
  slug: string;
  title: string;
  kind: string;
  connection: { slug: string; name: string; disabled: boolean };
  vendor: VendorLook;
  /** Tenants that somebody has given it to. */
  tenants: number;
};

export type CatalogueEntry = {
  slug: string;
  title: string;
  description: string;
  kind: string;
  ref: string;
  connection: string;
  tenants: number;
};

/** A connection one can take dashboards from, and what it shows. */
export type CatalogueSource = {
  slug: string;
  name: string;
  kinds: { value: string; label: string }[];
};

/** Dashboards in the catalogue's order. @param _operator proof of `requireOperator` */
export async function listCatalogue(
  _operator: SignedIn,
  wanted: Pagination,
): Promise<PageOf<CatalogueRow>> {
  const contains = containing(wanted.query);
  const where: Prisma.DashboardWhereInput = wanted.query
    ? {
        OR: [
          ...[{ title: contains }, { slug: contains }, { ref: contains }],
          { connection: { OR: [{ name: contains }, { slug: contains }] } },
        ],
      }
    : {};
  const total = await db().dashboard.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().dashboard.findMany({
    where,
    ...cut,
    orderBy: [{ position: "asc" }, { title: "asc" }, { id: "asc" }],
    select: {
      ...{ slug: true, title: true, kind: true },
      connection: { select: { slug: true, name: true, vendor: true, disabledAt: true } },
      grants: { distinct: ["tenantId"], select: { tenantId: true } },
    },
  });
  return {
    ...place,
    total,
    rows: rows.map(({ connection: { vendor, disabledAt, ...connection }, grants, ...row }) => ({
      ...row,
      kind: findVendor(vendor)?.kinds[row.kind]?.label ?? row.kind,
      connection: { ...connection, disabled: disabledAt !== null },
      vendor: lookOf(vendor),
      tenants: grants.length,
    })),
  };
}

/** One dashboard, for its form. @param _operator proof of `requireOperator` */
export async function findEntry(_operator: SignedIn, slug: string): Promise<CatalogueEntry | null> {
  const row = await db().dashboard.findUnique({
    where: { slug },
    select: {
      ...{ slug: true, title: true, description: true, kind: true, ref: true },
      connection: { select: { slug: true } },
      grants: { distinct: ["tenantId"], select: { tenantId: true } },
    },
  });
  if (!row) return null;
  const { connection, grants, ...entry } = row;
  return { ...entry, connection: connection.slug, tenants: grants.length };
}

/** Where dashboards can come from. @param _operator proof of `requireOperator` */
export async function listSources(_operator: SignedIn): Promise<CatalogueSource[]> {
  const rows = await db().embedConnection.findMany({
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: { slug: true, name: true, vendor: true },
  });
  return rows.map(({ vendor, ...row }) => ({
    ...row,
    kinds: Object.entries(findVendor(vendor)?.kinds ?? {}).map(([value, { label }]) => ({
      value,
      label,
    })),
  }));
}

/**
 * What a pasted address shows, and at which connection; enabled ones are asked first.
 *
 * @param _operator proof of `requireOperator`
 * @returns null where no connection knows it
 */
export async function recognizeUrl(
  _operator: SignedIn,
  address: string,
): Promise<(Recognized & { connection: string }) | null> {
  const text = address.trim();
  if (text.length > 4_096 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const rows = await db().embedConnection.findMany({
    orderBy: [{ disabledAt: { sort: "asc", nulls: "first" } }, { createdAt: "asc" }],
    select: { slug: true, vendor: true, settings: true },
  });
  for (const { slug, vendor: vendorId, settings } of rows) {
    const vendor = findVendor(vendorId);
    const parsed = vendor?.settings.safeParse(settings);
    const found = parsed?.success ? vendor?.recognize(url, parsed.data) : null;
    if (found) return { ...found, connection: slug };
  }
  return null;
}

/** `Sales-Overview-28xgy` → "Sales Overview": a title to begin with. */
export function titleOf({ ref }: Recognized): string {
  const [first = "", , part] = ref.split("/");
  const words = (part ? "" : first.replace(/-[A-Za-z0-9_]+$/, "")).replace(/[-_]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A name for addresses that nobody has yet, from a title. */
export async function freeSlug(title: string): Promise<string> {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = plain.slice(0, 50).replace(/-+$/, "") || "dashboard";
  const rows = await db().dashboard.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  });
  const taken = new Set(rows.map(({ slug }) => slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
