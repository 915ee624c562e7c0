import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { changeTenant, requireAction } from "@/lib/tenants/change-tenant";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { refuse } from "@/lib/validation";
import { type Capability, capabilities, refusals } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";

export type GrantRow = {
  /** null: the whole tenant. */
  team: { id: string; name: string } | null;
  capabilities: Capability[];
  /** The grant doesn't count from then on; null: it stays until removed. */
  expiresAt: Date | null;
};

type GrantedDashboard = ReturnType<typeof toGranted>;

export type CapabilityChoice = {
  capability: Capability;
  /** Others that the vendor cannot separate from it. */
  includes: readonly Capability[];
  /** Why it can't be granted here; null: it can. */
  refused: string | null;
};

/** The dashboards this tenant can share, in the order set by the operator. @throws Problem `not_allowed` */
export async function listGrants(
  viewer: Viewer,
  pagination: Pagination,
): Promise<PageOf<GrantedDashboard>> {
  requireAction(viewer, "grant.list");
  const contains = containing(pagination.query);
  const where: Prisma.DashboardWhereInput = {
    AND: [
      shareableBy(viewer),
      pagination.query ? { OR: [{ title: contains }, { slug: contains }] } : {},
    ],
  };
  const total = await db().dashboard.count({ where });
  const { cut, ...page } = skipTake(total, pagination);
  const rows = await db().dashboard.findMany({
    where,
    ...cut,
    orderBy: [{ position: "asc" }, { title: "asc" }, { id: "asc" }],
    select: columns(viewer),
  });
  return { ...page, total, rows: rows.map(toGranted) };
}

/** @throws Problem `not_allowed` */
export async function findGranted(viewer: Viewer, slug: string): Promise<GrantedDashboard | null> {
  requireAction(viewer, "grant.list");
  const where = { AND: [shareableBy(viewer), { slug }] };
  const row = await db().dashboard.findFirst({ where, select: columns(viewer) });
  return row && toGranted(row);
}

/**
 * Replaces what a team, or the whole tenant (null), may do with a dashboard. Without capabilities the
 * grant is removed.
 *
 * @param expiresAt when the grant stops counting; null: never
 * @throws Problem, ValidationError at `team`, `capabilities` or `expiresAt`
 */
export function setGrant(
  viewer: Viewer,
  slug: string,
  teamId: string | null,
  given: string[],
  expiresAt: Date | null = null,
): Promise<void> {
  return changeTenant(viewer, "grant.set", { dashboard: slug.slice(0, 63) }, async (change) => {
    const { tx, note } = change;
    const tenantId = viewer.tenant.id;
    const team = teamId
      ? await tx.team.findFirst({ where: { id: teamId, tenantId }, select: { name: true } })
      : null;
    if (teamId && !team) return refuse("team", "This team no longer exists.");
    const chosen = capabilities.filter((capability) => given.includes(capability));
    note({
      detail: {
        team: team?.name ?? null,
        capabilities: chosen,
        ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
      },
    });
    if (new Set(given).size > chosen.length) {
      return refuse("capabilities", "Choose from the permissions offered.");
    }
    if (expiresAt && expiresAt <= new Date()) return refuse("expiresAt", "Choose a future date.");
    const where = { AND: [shareableBy(viewer), { slug }] };
    const dashboard = await tx.dashboard.findFirst({
      where,
      select: { id: true, kind: true, connection: { select: { vendor: true } } },
    });
    if (!dashboard) return refuse("", "This dashboard no longer exists.");
    await tx.grant.deleteMany({ where: { tenantId, dashboardId: dashboard.id, teamId } });
    if (chosen.length === 0) return;
    if (!chosen.includes("view")) {
      return refuse("capabilities", "Every other permission requires view.");
    }
    const vendor = findVendor(dashboard.connection.vendor);
    const kind = vendor?.kinds[dashboard.kind];
    if (!vendor || !kind) return refuse("", unsupported);
    const reasons = refusals(vendor, kind, chosen);
    if (reasons.length > 0) return refuse("capabilities", reasons.join(" "));
    await tx.grant.create({
      data: { tenantId, dashboardId: dashboard.id, teamId, capabilities: chosen, expiresAt },
    });
  });
}

const unsupported = "This dashboard's vendor is no longer supported.";

/** Dashboards of connections the tenant is mapped in, and those already shared with it. */
function shareableBy({ tenant }: Viewer): Prisma.DashboardWhereInput {
  const tenantId = tenant.id;
  return {
    OR: [
      { connection: { tenantMappings: { some: { tenantId } } } },
      { grants: { some: { tenantId } } },
    ],
  };
}

function columns({ tenant }: Viewer) {
  return {
    slug: true,
    title: true,
    kind: true,
    connection: { select: { vendor: true } },
    grants: {
      where: { tenantId: tenant.id },
      orderBy: [{ team: { name: "asc" } }],
      select: { capabilities: true, expiresAt: true, team: { select: { id: true, name: true } } },
    },
  } as const satisfies Prisma.DashboardSelect;
}

type Row = Prisma.DashboardGetPayload<{ select: ReturnType<typeof columns> }>;

function toGranted({ slug, title, kind: name, connection, grants }: Row) {
  const vendor = findVendor(connection.vendor);
  const kind = vendor?.kinds[name];
  return {
    slug,
    title,
    vendorLabel: vendor?.label ?? connection.vendor,
    vendorMark: vendor?.initials ?? "?",
    vendorHue: vendor?.hue ?? 0,
    kindLabel: kind?.label ?? name,
    // The whole tenant first; expired ones included.
    grants: [...grants].sort((a, b) => Number(a.team !== null) - Number(b.team !== null)),
    choices: capabilities.map((capability): CapabilityChoice => {
      const includes = kind?.includes[capability] ?? [];
      const reasons =
        vendor && kind ? refusals(vendor, kind, [capability, ...includes]) : [unsupported];
      return { capability, includes, refused: reasons.join(" ") || null };
    }),
  };
}
