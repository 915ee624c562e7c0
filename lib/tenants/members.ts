// Decides what those who manage a tenant see of its people: a page of fifty at a time, found by name,
// address, role, team and state.
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import type { Prisma } from "../generated/prisma/client";
import { requireAction } from "./change-tenant";
import { type Role, regionOf, type Viewer } from "./require-viewer";
import { roles } from "./roles";
import { isSlug } from "./slug";

export const memberStates = ["active", "suspended"] as const;
export type MemberState = (typeof memberStates)[number];

export type MembersWanted = Pagination & {
  role: Role | null;
  /** Slug. */
  team: string | null;
  state: MemberState | null;
};

export type MemberRow = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  region: string | null;
  teams: { id: string; slug: string; name: string }[];
  suspended: boolean;
  /** The person is suspended everywhere, not only here. */
  accountSuspended: boolean;
  addedAt: Date;
};

export type PendingInvitation = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string | null;
  expiresAt: Date;
};

/** What an address asks of the list; nonsense counts as nothing. */
export function membersWanted(
  wanted: Pagination,
  parameters: Record<string, string | string[] | undefined>,
): MembersWanted {
  const one = (name: string) => [parameters[name]].flat()[0] || null;
  return {
    ...wanted,
    role: roles.find((role) => role === one("role")) ?? null,
    state: memberStates.find((state) => state === one("state")) ?? null,
    team: teamOf(one("team")),
  };
}

const teamOf = (slug: string | null) => (slug !== null && isSlug(slug) ? slug : null);

const selected = {
  userId: true,
  role: true,
  attributes: true,
  suspendedAt: true,
  createdAt: true,
  user: { select: { name: true, email: true, suspendedAt: true } },
  teams: {
    select: { team: { select: { id: true, slug: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  },
} as const satisfies Prisma.MembershipSelect;

/** People by name. @throws Problem `not_allowed` */
export async function listMembers(
  viewer: Viewer,
  wanted: MembersWanted,
): Promise<PageOf<MemberRow>> {
  requireAction(viewer, "member.list");
  const contains = containing(wanted.query);
  const where: Prisma.MembershipWhereInput = {
    tenantId: viewer.tenant.id,
    ...(wanted.query && { user: { OR: [{ name: contains }, { email: contains }] } }),
    ...(wanted.role && { role: wanted.role }),
    ...(wanted.team && { teams: { some: { team: { slug: wanted.team } } } }),
    ...(wanted.state && { suspendedAt: wanted.state === "active" ? null : { not: null } }),
  };
  const total = await db().membership.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().membership.findMany({
    where,
    ...cut,
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: selected,
  });
  return { ...place, total, rows: rows.map(rowOf) };
}

/** One person of the tenant, or null. @throws Problem `not_allowed` */
export async function findMember(viewer: Viewer, userId: string): Promise<MemberRow | null> {
  requireAction(viewer, "member.list");
  const row = await db().membership.findUnique({
    where: { tenantId_userId: { tenantId: viewer.tenant.id, userId } },
    select: selected,
  });
  return row && rowOf(row);
}

/** Links that still open, the newest first; a search finds them by address. @throws Problem `not_allowed` */
export async function listInvitations(
  viewer: Viewer,
  wanted: Pagination,
): Promise<PageOf<PendingInvitation>> {
  requireAction(viewer, "member.list");
  const where = {
    ...{ tenantId: viewer.tenant.id, acceptedAt: null, expiresAt: { gt: new Date() } },
    ...(wanted.query && { email: containing(wanted.query) }),
  };
  const total = await db().invitation.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().invitation.findMany({
    where,
    ...cut,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      ...{ id: true, email: true, role: true, expiresAt: true },
      invitedBy: { select: { name: true } },
    },
  });
  return {
    ...place,
    total,
    rows: rows.map(({ invitedBy, ...row }) => ({ ...row, invitedBy: invitedBy?.name ?? null })),
  };
}

/** Regions that people or the names at vendors know, to choose from. @throws Problem `not_allowed` */
export async function listRegions(viewer: Viewer): Promise<string[]> {
  requireAction(viewer, "member.list");
  const tenantId = viewer.tenant.id;
  const rows = await db().$queryRaw<{ region: string }[]>`
    select region from "TenantMapping" where "tenantId" = ${tenantId} and region <> ''
    union select attributes ->> 'region' from "Membership"
    where "tenantId" = ${tenantId} and attributes ->> 'region' <> ''
    order by 1 limit 100`;
  return rows.map(({ region }) => region);
}

type Row = Prisma.MembershipGetPayload<{ select: typeof selected }>;

function rowOf({ userId, role, attributes, suspendedAt, createdAt, user, teams }: Row): MemberRow {
  return {
    ...{ userId, role, name: user.name, email: user.email, addedAt: createdAt },
    region: regionOf(attributes),
    teams: teams.map(({ team }) => team),
    suspended: suspendedAt !== null,
    accountSuspended: user.suspendedAt !== null,
  };
}
