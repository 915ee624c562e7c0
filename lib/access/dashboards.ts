// Decides what a viewer finds in the catalogue: what somebody has granted them, nothing else.

import { db } from "@/lib/db";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { isSlug } from "@/lib/tenants/slug";
import type { Capability } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";

export type DashboardCard = {
  slug: string;
  title: string;
  description: string;
  kind: string;
  vendor: string;
  vendorLabel: string;
  vendorMark: string;
  vendorHue: number;
  /** When this person last got it shown, in this tenant. */
  lastOpenedAt: Date | null;
};

export type DashboardPage = DashboardCard & {
  /** What the page will hold; a vendor's element needs a full page load of its own. */
  paneKind: "frame" | "element" | "component";
  capabilities: Capability[];
};

/** The grants that count for a viewer: to the whole tenant, or to a team of theirs. */
function grantsOf(viewer: Viewer) {
  return {
    tenantId: viewer.tenant.id,
    OR: [{ teamId: null }, { teamId: { in: viewer.teams.map((team) => team.id) } }],
  } satisfies Prisma.GrantWhereInput;
}

/** What this viewer may open, in the catalogue's order. */
export async function listDashboards(viewer: Viewer): Promise<DashboardPage[]> {
  return read(viewer, {});
}

/** One dashboard, or null when it does not exist or nobody has granted it: pages tell neither apart. */
export async function findDashboard(viewer: Viewer, slug: string): Promise<DashboardPage | null> {
  if (!isSlug(slug)) return null;
  const [found] = await read(viewer, { slug });
  return found ?? null;
}

async function read(viewer: Viewer, where: Prisma.DashboardWhereInput): Promise<DashboardPage[]> {
  const granted = grantsOf(viewer);
  const [rows, opened] = await Promise.all([
    db().dashboard.findMany({
      where: { ...where, grants: { some: granted } },
      orderBy: [{ position: "asc" }, { title: "asc" }],
      select: {
        slug: true,
        title: true,
        description: true,
        kind: true,
        connection: { select: { vendor: true } },
        grants: { where: granted, select: { capabilities: true } },
      },
    }),
    lastOpened(viewer),
  ]);
  return rows.map(({ connection, grants, ...row }) => {
    const vendor = findVendor(connection.vendor);
    return {
      ...row,
      vendor: connection.vendor,
      vendorLabel: vendor?.label ?? connection.vendor,
      vendorMark: vendor?.initials ?? "?",
      vendorHue: vendor?.hue ?? 0,
      lastOpenedAt: opened.get(row.slug) ?? null,
      paneKind: vendor?.kinds[row.kind]?.pane ?? "frame",
      capabilities: [...new Set(grants.flatMap((grant) => grant.capabilities))],
    };
  });
}

async function lastOpened(viewer: Viewer): Promise<Map<string, Date>> {
  const rows = await db().auditEvent.groupBy({
    by: ["dashboard"],
    where: {
      tenantId: viewer.tenant.id,
      userId: viewer.user.id,
      action: "mint",
      outcome: "allowed",
    },
    _max: { at: true },
  });
  return new Map(
    rows.flatMap((row) => (row.dashboard && row._max.at ? [[row.dashboard, row._max.at]] : [])),
  );
}

/** Who can give a viewer something to open: the owners and admins of the tenant. */
export async function listGrantors(viewer: Viewer): Promise<{ name: string }[]> {
  const rows = await db().membership.findMany({
    where: { tenantId: viewer.tenant.id, role: { in: ["owner", "admin"] }, suspendedAt: null },
    orderBy: { user: { name: "asc" } },
    select: { user: { select: { name: true } } },
    take: 10,
  });
  return rows.map(({ user }) => user);
}
