import { z } from "zod";
import { db } from "@/lib/db";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { isSlug } from "@/lib/tenants/slug";
import { findVendor } from "@/lib/vendors/registry";
import { Prisma } from "../generated/prisma/client";
import { dashboardAccess, grantSchema } from "./authorize";
import { effectiveCapabilities } from "./capabilities";

const rowSchema = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.string(),
  vendor: z.string(),
  grants: z.array(grantSchema),
  /** When this person last opened it in this tenant. */
  lastOpenedAt: z.date().nullable(),
});

export type ListedDashboard = ReturnType<typeof toListed>;

/** The dashboards this viewer may open, in the order set by the operator. */
export function listDashboards(viewer: Viewer): Promise<ListedDashboard[]> {
  return selectDashboards(viewer, Prisma.empty);
}

/** Null when the dashboard does not exist or is not shared with the viewer. */
export async function findDashboard(viewer: Viewer, slug: string): Promise<ListedDashboard | null> {
  if (!isSlug(slug)) return null;
  const [found] = await selectDashboards(viewer, Prisma.sql`and d.slug = ${slug}`);
  return found ?? null;
}

async function selectDashboards({ tenant, user }: Viewer, where: Prisma.Sql) {
  const rows = await db().$queryRaw<unknown[]>`
    select d.slug, d.title, d.description, d.kind, c.vendor, a.grants, opened.at as "lastOpenedAt"
    from ${dashboardAccess} a
    join "Dashboard" d on d.id = a."dashboardId"
    join "EmbedConnection" c on c.id = a."connectionId"
    left join (
      select dashboard, max(at) as at from "AuditEvent"
      where "userId" = ${user.id} and "tenantId" = ${tenant.id}
        and action = 'mint' and outcome = 'allowed'
      group by dashboard
    ) opened on opened.dashboard = d.slug
    where a."userId" = ${user.id} and a."tenantId" = ${tenant.id} and a.status <> 'not_allowed' ${where}
    order by d.position, d.title`;
  return z.array(rowSchema).parse(rows).map(toListed);
}

function toListed({ grants, ...row }: z.infer<typeof rowSchema>) {
  const vendor = findVendor(row.vendor);
  const kind = vendor?.kinds[row.kind];
  return {
    ...row,
    vendorLabel: vendor?.label ?? row.vendor,
    vendorMark: vendor?.initials ?? "?",
    vendorHue: vendor?.hue ?? 0,
    /** A page must know before it mints: an element's script needs a full page load. */
    paneKind: kind?.pane ?? "frame",
    capabilities: effectiveCapabilities(kind, grants),
  };
}

/** Who can share dashboards with the viewer: up to ten owners and admins of the tenant. */
export async function listGrantors(viewer: Viewer): Promise<{ name: string }[]> {
  const rows = await db().membership.findMany({
    where: { tenantId: viewer.tenant.id, role: { in: ["owner", "admin"] }, suspendedAt: null },
    orderBy: { user: { name: "asc" } },
    select: { user: { select: { name: true } } },
    take: 10,
  });
  return rows.map(({ user }) => user);
}
