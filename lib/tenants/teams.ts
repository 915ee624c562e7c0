import { randomBytes } from "node:crypto";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { refuse } from "@/lib/validation";
import { type Change, changeTenant, requireAction } from "./change-tenant";
import type { Member } from "./members";
import type { Viewer } from "./require-viewer";

export type Team = {
  id: string;
  slug: string;
  name: string;
  members: number;
  dashboards: number;
};

export type TeamMember = Pick<
  Member,
  "userId" | "name" | "email" | "suspended" | "accountSuspended"
>;

/** Teams by name. @throws Problem `not_allowed` */
export async function listTeams(viewer: Viewer, wanted: Pagination): Promise<PageOf<Team>> {
  requireAction(viewer, "team.list");
  const where = {
    tenantId: viewer.tenant.id,
    ...(wanted.query && { name: containing(wanted.query) }),
  };
  const total = await db().team.count({ where });
  const { cut, ...page } = skipTake(total, wanted);
  const rows = await db().team.findMany({
    where,
    ...cut,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { ...names, _count: { select: { members: true, grants: true } } },
  });
  return { ...page, total, rows: rows.map(toTeam) };
}

/** Every team by name, to choose from. @throws Problem `not_allowed` */
export async function listTeamNames(
  viewer: Viewer,
): Promise<{ id: string; slug: string; name: string }[]> {
  requireAction(viewer, "team.list");
  return db().team.findMany({
    where: { tenantId: viewer.tenant.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: names,
  });
}

const names = { id: true, slug: true, name: true } as const;

/** One team, or null. @throws Problem `not_allowed` */
export async function findTeam(viewer: Viewer, slug: string): Promise<Team | null> {
  requireAction(viewer, "team.list");
  const row = await db().team.findUnique({
    where: { tenantId_slug: { tenantId: viewer.tenant.id, slug } },
    select: { ...names, _count: { select: { members: true, grants: true } } },
  });
  return row && toTeam(row);
}

/** Members of a team by name. @throws Problem `not_allowed` */
export async function listTeamMembers(
  viewer: Viewer,
  teamId: string,
  wanted: Pagination,
): Promise<PageOf<TeamMember>> {
  requireAction(viewer, "team.list");
  const contains = containing(wanted.query);
  const where = {
    tenantId: viewer.tenant.id,
    teamId,
    ...(wanted.query && {
      membership: { user: { OR: [{ name: contains }, { email: contains }] } },
    }),
  };
  const total = await db().teamMembership.count({ where });
  const { cut, ...page } = skipTake(total, wanted);
  const rows = await db().teamMembership.findMany({
    where,
    ...cut,
    orderBy: [{ membership: { user: { name: "asc" } } }, { userId: "asc" }],
    select: {
      userId: true,
      membership: {
        select: {
          suspendedAt: true,
          user: { select: { name: true, email: true, suspendedAt: true } },
        },
      },
    },
  });
  return {
    ...page,
    total,
    rows: rows.map(({ userId, membership: { user, suspendedAt } }) => ({
      ...{ userId, name: user.name, email: user.email },
      suspended: suspendedAt !== null,
      accountSuspended: user.suspendedAt !== null,
    })),
  };
}

/** Members who are not in the team yet, the first twenty by name. @throws Problem `not_allowed` */
export async function findNewTeamMembers(
  viewer: Viewer,
  teamId: string,
  query: string,
): Promise<{ userId: string; name: string; email: string }[]> {
  requireAction(viewer, "team.people");
  const contains = containing(query.slice(0, 100));
  const rows = await db().membership.findMany({
    where: {
      tenantId: viewer.tenant.id,
      teams: { none: { teamId } },
      user: { OR: [{ name: contains }, { email: contains }] },
    },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    take: 20,
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  return rows.map(({ userId, user }) => ({ userId, ...user }));
}

/** @returns its slug @throws Problem, ValidationError at `name` */
export function createTeam(viewer: Viewer, name: string): Promise<string> {
  return changeTenant(viewer, "team.create", {}, async (change) => {
    change.note({ detail: { team: name } });
    await requireFreeName(change, viewer, name);
    const slug = await freeSlug(change, viewer, name);
    await change.tx.team.create({ data: { tenantId: viewer.tenant.id, slug, name } });
    return slug;
  });
}

/** The slug stays: addresses contain it. @throws Problem, ValidationError at `name` */
export function renameTeam(viewer: Viewer, teamId: string, name: string): Promise<void> {
  return changeTeam(viewer, "team.rename", teamId, async (change, team) => {
    await requireFreeName(change, viewer, name, teamId);
    change.note({ detail: { from: team.name, to: name } });
    await change.tx.team.update({ where: { id: teamId }, data: { name } });
  });
}

/** Deletes its grants and mappings too; its members stay in the tenant. @throws Problem, ValidationError */
export function deleteTeam(viewer: Viewer, teamId: string): Promise<void> {
  return changeTeam(viewer, "team.delete", teamId, async ({ tx }) => {
    await tx.team.delete({ where: { id: teamId } });
  });
}

/** @returns the member's name @throws Problem, ValidationError at `member` */
export function addToTeam(viewer: Viewer, teamId: string, userId: string): Promise<string> {
  return changeTeam(viewer, "team.people", teamId, async ({ tx, note }) => {
    const tenantId = viewer.tenant.id;
    const member = await tx.membership.findUnique({
      where: { tenantId_userId: { tenantId, userId } },
      select: { user: { select: { name: true, email: true } } },
    });
    if (!member) return refuse("member", "This person is no longer a member.");
    note({ detail: { member: member.user.email, added: true } });
    const key = { tenantId, teamId, userId };
    if ((await tx.teamMembership.count({ where: key })) > 0) {
      return refuse("member", "This person is already in the team.");
    }
    await tx.teamMembership.create({ data: key });
    return member.user.name;
  });
}

/** @throws Problem, ValidationError */
export function removeFromTeam(viewer: Viewer, teamId: string, userId: string): Promise<void> {
  return changeTeam(viewer, "team.people", teamId, async ({ tx, note }) => {
    const where = { tenantId: viewer.tenant.id, teamId, userId };
    const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
    const { count } = await tx.teamMembership.deleteMany({ where });
    if (count === 0 || !user) return refuse("", "This person is no longer in the team.");
    note({ detail: { member: user.email, added: false } });
  });
}

function changeTeam<T>(
  viewer: Viewer,
  action: "team.rename" | "team.delete" | "team.people",
  teamId: string,
  work: (change: Change, team: { name: string }) => Promise<T>,
): Promise<T> {
  return changeTenant(viewer, action, {}, async (change) => {
    const where = { id: teamId, tenantId: viewer.tenant.id };
    const team = await change.tx.team.findFirst({ where, select: { name: true } });
    if (!team) return refuse("", "This team no longer exists.");
    change.note({ detail: { team: team.name } });
    return work(change, team);
  });
}

// Vendors and people tell teams apart by name only.
async function requireFreeName({ tx }: Change, { tenant }: Viewer, name: string, except = "") {
  const same = await tx.$queryRaw<{ id: string }[]>`
    select id from "Team" where "tenantId" = ${tenant.id} and lower(name) = lower(${name})
      and id <> ${except}`;
  if (same.length > 0) refuse("name", "Another team has this name.");
}

async function freeSlug({ tx }: Change, { tenant }: Viewer, name: string): Promise<string> {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const base = words?.join("-").slice(0, 50).replace(/-$/, "") || "team";
  const taken = await tx.team.count({ where: { tenantId: tenant.id, slug: base } });
  return taken === 0 ? base : `${base}-${randomBytes(4).toString("hex")}`;
}

type Row = Omit<Team, "members" | "dashboards"> & { _count: { members: number; grants: number } };

function toTeam({ _count, ...row }: Row): Team {
  return { ...row, members: _count.members, dashboards: _count.grants };
}
