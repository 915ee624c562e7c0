// Decides which team of a tenant, or the whole of it, may open which dashboard, and what it may do there.
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
};

export type GrantedDashboard = {
  slug: string;
  title: string;
  vendorLabel: string;
  vendorMark: string;
  vendorHue: number;
  /** How the vendor calls this kind of dashboard. */
  kindLabel: string;
  grants: GrantRow[];
  /** What can be granted here, and why not where not. */
  choices: CapabilityChoice[];
};

export type CapabilityChoice = {
  capability: Capability;
  /** Others that the vendor cannot keep apart from it. */
  brings: readonly Capability[];
  /** Why it cannot be granted here; null: it can. */
  refused: string | null;
};

/** Dashboards of connections that know this tenant, in the catalogue's order. @throws Problem `not_allowed` */
export async function listGrants(
  viewer: Viewer,
  wanted: Pagination,
): Promise<PageOf<GrantedDashboard>> {
  requireAction(viewer, "grant.list");
  const contains = containing(wanted.query);
  const where: Prisma.DashboardWhereInput = {
    AND: [
      withinReach(viewer),
      wanted.query ? { OR: [{ title: contains }, { slug: contains }] } : {},
    ],
  };
  const total = await db().dashboard.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().dashboard.findMany({
    where,
    ...cut,
    orderBy: [{ position: "asc" }, { title: "asc" }, { id: "asc" }],
    select: selectedFor(viewer),
  });
  return { ...place, total, rows: rows.map(rowOf) };
}

/** One of them, or null. @throws Problem `not_allowed` */
export async function findGranted(viewer: Viewer, slug: string): Promise<GrantedDashboard | null> {
  requireAction(viewer, "grant.list");
  const where = { AND: [withinReach(viewer), { slug }] };
  const row = await db().dashboard.findFirst({ where, select: selectedFor(viewer) });
  return row && rowOf(row);
}

/**
 * Says what a team (null: the whole tenant) may do with a dashboard; nothing: it may not open it.
 *
 * @throws Problem, ValidationError at `capabilities` with what the vendor cannot express
 */
export function setGrant(
  viewer: Viewer,
  slug: string,
  teamId: string | null,
  given: string[],
): Promise<void> {
  return changeTenant(viewer, "grant.set", { dashboard: slug.slice(0, 63) }, async (change) => {
    const { tx, note } = change;
    const tenantId = viewer.tenant.id;
    const team = teamId
      ? await tx.team.findFirst({ where: { id: teamId, tenantId }, select: { name: true } })
      : null;
    if (teamId && !team) return refuse("team", "This team does not exist any more.");
    const wanted = capabilities.filter((capability) => given.includes(capability));
    note({ detail: { team: team?.name ?? null, capabilities: wanted } });
    if (new Set(given).size > wanted.length)
      return refuse("capabilities", "Choose of those offered.");
    const where = { AND: [withinReach(viewer), { slug }] };
    const board = await tx.dashboard.findFirst({
      where,
      select: { id: true, kind: true, connection: { select: { vendor: true } } },
    });
    if (!board) return refuse("", "This dashboard does not exist any more.");
    await tx.grant.deleteMany({ where: { tenantId, dashboardId: board.id, teamId } });
    if (wanted.length === 0) return;
    // A vendor that shows can be asked to show: everything else comes on top.
    if (!wanted.includes("view")) return refuse("capabilities", 'Everything else needs "view".');
    const vendor = findVendor(board.connection.vendor);
    const kind = vendor?.kinds[board.kind];
    if (!vendor || !kind)
      return refuse("", "The app does not speak to this dashboard's vendor any more.");
    const reasons = refusals(vendor, kind, wanted);
    if (reasons.length > 0) return refuse("capabilities", reasons.join(" "));
    await tx.grant.create({
      data: { tenantId, dashboardId: board.id, teamId, capabilities: wanted },
    });
  });
}

/**
 * What a tenant may be told of: dashboards of connections in which the operator has named it, and what
 * is granted already. Other tenants' dashboards are none of its business.
 */
function withinReach({ tenant }: Viewer): Prisma.DashboardWhereInput {
  const tenantId = tenant.id;
  return {
    OR: [
      { connection: { tenantMappings: { some: { tenantId } } } },
      { grants: { some: { tenantId } } },
    ],
  };
}

function selectedFor({ tenant }: Viewer) {
  return {
    ...{ slug: true, title: true, kind: true },
    connection: { select: { vendor: true } },
    grants: {
      where: { tenantId: tenant.id },
      orderBy: [{ team: { name: "asc" } }],
      select: { capabilities: true, team: { select: { id: true, name: true } } },
    },
  } as const satisfies Prisma.DashboardSelect;
}

type Row = Prisma.DashboardGetPayload<{ select: ReturnType<typeof selectedFor> }>;

function rowOf({ slug, title, kind: name, connection, grants }: Row): GrantedDashboard {
  const vendor = findVendor(connection.vendor);
  const kind = vendor?.kinds[name];
  return {
    ...{ slug, title },
    vendorLabel: vendor?.label ?? connection.vendor,
    vendorMark: vendor?.initials ?? "?",
    vendorHue: vendor?.hue ?? 0,
    kindLabel: kind?.label ?? name,
    // The whole tenant first: it holds for everybody.
    grants: [...grants].sort((a, b) => Number(a.team !== null) - Number(b.team !== null)),
    choices: capabilities.map((capability) => {
      const brings = kind?.includes[capability] ?? [];
      const reasons =
        vendor && kind
          ? refusals(vendor, kind, [capability, ...brings])
          : ["The app does not speak to this vendor any more."];
      return { capability, brings, refused: reasons.join(" ") || null };
    }),
  };
}
