import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { refuse } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";
import { type Change, changeTenant, countOwners, requireAction } from "./change-tenant";
import { type Role, regionOf, type Viewer } from "./require-viewer";
import { type Action, canDo } from "./roles";
import type { MemberState } from "./schema";

export type MemberFilters = Pagination & {
  role?: Role | null;
  /** Slug. */
  team?: string | null;
  state?: MemberState | null;
};

export type Member = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  region: string | null;
  teams: { id: string; slug: string; name: string }[];
  suspended: boolean;
  /** The user is suspended everywhere, not only here. */
  accountSuspended: boolean;
};

const selected = {
  userId: true,
  role: true,
  attributes: true,
  suspendedAt: true,
  user: { select: { name: true, email: true, suspendedAt: true } },
  teams: {
    select: { team: { select: { id: true, slug: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  },
} as const satisfies Prisma.MembershipSelect;

/** Members by name. @throws Problem `not_allowed` */
export async function listMembers(viewer: Viewer, filters: MemberFilters): Promise<PageOf<Member>> {
  requireAction(viewer, "member.list");
  const { query, role, team, state } = filters;
  const contains = containing(query);
  const where: Prisma.MembershipWhereInput = {
    tenantId: viewer.tenant.id,
    ...(query && { user: { OR: [{ name: contains }, { email: contains }] } }),
    ...(role && { role }),
    ...(team && { teams: { some: { team: { slug: team } } } }),
    ...(state && { suspendedAt: state === "active" ? null : { not: null } }),
  };
  const total = await db().membership.count({ where });
  const { cut, ...page } = skipTake(total, filters);
  const rows = await db().membership.findMany({
    where,
    ...cut,
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: selected,
  });
  return { ...page, total, rows: rows.map(toMember) };
}

/** @throws Problem `not_allowed` */
export async function findMember(viewer: Viewer, userId: string): Promise<Member | null> {
  requireAction(viewer, "member.list");
  const row = await db().membership.findUnique({ where: keyOf(viewer, userId), select: selected });
  return row && toMember(row);
}

/** Regions in use by members and vendor mappings. @throws Problem `not_allowed` */
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

/** @throws Problem, ValidationError at `role` */
export function setRole(viewer: Viewer, userId: string, role: Role): Promise<void> {
  return changeMember(viewer, "membership.role", userId, async (change, member) => {
    if (role === "owner") requireOwnerChange(change.role);
    change.note({ detail: { from: member.role, to: role } });
    await change.tx.membership.update({ where: keyOf(viewer, userId), data: { role } });
    if (member.role === "owner" && role !== "owner") await keepAnOwner(change, viewer, "role");
    // Invitations made with the old role must not outlive it.
    if (role !== member.role) await withdrawInvitationsBy(change, viewer, userId);
  });
}

/** @param region null is all regions @throws Problem, ValidationError */
export function setRegion(viewer: Viewer, userId: string, region: string | null): Promise<void> {
  return changeMember(viewer, "membership.region", userId, async (change, member) => {
    change.note({ detail: { from: member.region, to: region } });
    await change.tx.$executeRaw`
      update "Membership" set attributes = case when ${region}::text is null then attributes - 'region'
        else attributes || jsonb_build_object('region', ${region}::text) end
      where "tenantId" = ${viewer.tenant.id} and "userId" = ${userId}`;
  });
}

/** Replaces a member's teams. @throws Problem, ValidationError at `teams` */
export function setTeams(viewer: Viewer, userId: string, teamIds: string[]): Promise<void> {
  return changeMember(
    viewer,
    "membership.teams",
    userId,
    async (change) => {
      const tenantId = viewer.tenant.id;
      const teams = await requireTeams(change, viewer, teamIds);
      change.note({ detail: { teams: teams.map(({ name }) => name) } });
      await change.tx.teamMembership.deleteMany({ where: { tenantId, userId } });
      await change.tx.teamMembership.createMany({
        data: teams.map(({ id }) => ({ tenantId, userId, teamId: id })),
      });
    },
    { ownersByOwnersOnly: false },
  );
}

export function suspendMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.suspend", userId, async (change, member) => {
    const data = { suspendedAt: new Date() };
    await change.tx.membership.update({ where: keyOf(viewer, userId), data });
    if (member.role === "owner") await keepAnOwner(change, viewer, "");
    await withdrawInvitationsBy(change, viewer, userId);
  });
}

export function resumeMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.resume", userId, async ({ tx }) => {
    await tx.membership.update({ where: keyOf(viewer, userId), data: { suspendedAt: null } });
  });
}

export function removeMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.remove", userId, async (change, member) => {
    await change.tx.membership.delete({ where: keyOf(viewer, userId) });
    if (member.role === "owner") await keepAnOwner(change, viewer, "");
    await withdrawInvitationsBy(change, viewer, userId);
  });
}

/** A change of one member, checked inside its transaction. */
function changeMember(
  viewer: Viewer,
  action: Action,
  userId: string,
  work: (change: Change, member: { role: Role; region: string | null }) => Promise<void>,
  { ownersByOwnersOnly } = { ownersByOwnersOnly: true },
): Promise<void> {
  return changeTenant(viewer, action, {}, async (change) => {
    const row = await change.tx.membership.findUnique({
      where: keyOf(viewer, userId),
      select: { role: true, attributes: true, user: { select: { email: true } } },
    });
    if (!row) return refuse("", "This person is no longer a member.");
    change.note({ detail: { member: row.user.email } });
    if (ownersByOwnersOnly && row.role === "owner") requireOwnerChange(change.role);
    await work(change, { role: row.role, region: regionOf(row.attributes) });
  });
}

/** @throws Problem `not_allowed` */
export function requireOwnerChange(role: Role): void {
  if (canDo(role, "owner.change")) return;
  throw new Problem("not_allowed", "Only an owner can add, change, or remove an owner.");
}

/** The teams of these ids. @throws ValidationError at `teams` where one is not this tenant's */
export async function requireTeams({ tx }: Change, { tenant }: Viewer, ids: string[]) {
  const unique = [...new Set(ids)];
  const teams = await tx.team.findMany({
    where: { tenantId: tenant.id, id: { in: unique } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  if (teams.length < unique.length) {
    return refuse("teams", "One of these teams no longer exists. Reload the page.");
  }
  return teams;
}

// Runs after the change and rolls it back, so that it counts owners as they would be.
async function keepAnOwner({ tx }: Change, { tenant }: Viewer, field: string): Promise<void> {
  if ((await countOwners(tx, tenant.id)) > 0) return;
  refuse(field, `${tenant.name} needs an owner. Make another member an owner first.`);
}

async function withdrawInvitationsBy({ tx }: Change, { tenant }: Viewer, userId: string) {
  await tx.invitation.deleteMany({
    where: { tenantId: tenant.id, invitedById: userId, acceptedAt: null },
  });
}

function keyOf({ tenant }: Viewer, userId: string) {
  return { tenantId_userId: { tenantId: tenant.id, userId } };
}

type Row = Prisma.MembershipGetPayload<{ select: typeof selected }>;

function toMember({ userId, role, attributes, suspendedAt, user, teams }: Row): Member {
  return {
    userId,
    role,
    name: user.name,
    email: user.email,
    region: regionOf(attributes),
    teams: teams.map(({ team }) => team),
    suspended: suspendedAt !== null,
    accountSuspended: user.suspendedAt !== null,
  };
}
