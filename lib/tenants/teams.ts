// Decides which teams a tenant has and who is in them.
import { randomBytes } from "node:crypto";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { refuse } from "@/lib/validation";
import { type Change, changeTenant, requireAction } from "./change-tenant";
import { requireEmail } from "./invitations";
import type { MemberRow } from "./members";
import type { Viewer } from "./require-viewer";
import { requireName } from "./validation";

export type TeamRow = {
  id: string;
  slug: string;
  name: string;
  people: number;
  dashboards: number;
};

export type TeamPerson = Pick<
  MemberRow,
  "userId" | "name" | "email" | "suspended" | "accountSuspended"
>;

/** Teams by name. @throws Problem `not_allowed` */
export async function listTeams(viewer: Viewer, wanted: Pagination): Promise<PageOf<TeamRow>> {
  requireAction(viewer, "team.list");
  const where = {
    tenantId: viewer.tenant.id,
    ...(wanted.query && {
      name: containing(wanted.query),
    }),
  };
  const total = await db().team.count({ where });
  const { cut, ...place } = skipTake(total, wanted);
  const rows = await db().team.findMany({
    where,
    ...cut,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { ...about, _count: { select: { members: true, grants: true } } },
  });
  return { ...place, total, rows: rows.map(rowOf) };
}

/** All teams by name, to choose from. @throws Problem `not_allowed` */
export async function teamChoices(
  viewer: Viewer,
): Promise<{ id: string; slug: string; name: string }[]> {
  requireAction(viewer, "team.list");
  return db().team.findMany({
    where: { tenantId: viewer.tenant.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: about,
  });
}

const about = { id: true, slug: true, name: true } as const;

/** One team, or null. @throws Problem `not_allowed` */
export async function findTeam(viewer: Viewer, slug: string): Promise<TeamRow | null> {
  requireAction(viewer, "team.list");
  const row = await db().team.findUnique({
    where: { tenantId_slug: { tenantId: viewer.tenant.id, slug } },
    select: { ...about, _count: { select: { members: true, grants: true } } },
  });
  return row && rowOf(row);
}

/** People of a team by name. @throws Problem `not_allowed` */
export async function listTeamPeople(
  viewer: Viewer,
  teamId: string,
  wanted: Pagination,
): Promise<PageOf<TeamPerson>> {
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
  const { cut, ...place } = skipTake(total, wanted);
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
    ...place,
    total,
    rows: rows.map(({ userId, membership: { user, suspendedAt } }) => ({
      ...{ userId, name: user.name, email: user.email },
      suspended: suspendedAt !== null,
      accountSuspended: user.suspendedAt !== null,
    })),
  };
}

/** @returns its slug @throws Problem, ValidationError at `name` */
export function createTeam(viewer: Viewer, given: string): Promise<string> {
  return changeTenant(viewer, "team.create", {}, async (change) => {
    const name = await requireFreeName(change, viewer, given);
    change.note({ detail: { team: name } });
    const slug = await freeSlug(change, viewer, name);
    await change.tx.team.create({ data: { tenantId: viewer.tenant.id, slug, name } });
    return slug;
  });
}

/** The slug stays: it stands in addresses. @throws Problem, ValidationError at `name` */
export function renameTeam(viewer: Viewer, teamId: string, given: string): Promise<void> {
  return changeTeam(viewer, "team.rename", teamId, async (change, team) => {
    const name = await requireFreeName(change, viewer, given, teamId);
    change.note({ detail: { from: team.name, to: name } });
    await change.tx.team.update({ where: { id: teamId }, data: { name } });
  });
}

/** With its grants and its names at vendors. Its people stay in the tenant. @throws Problem, ValidationError */
export function deleteTeam(viewer: Viewer, teamId: string): Promise<void> {
  return changeTeam(viewer, "team.delete", teamId, async ({ tx }) => {
    await tx.team.delete({ where: { id: teamId } });
  });
}

/** @param email of somebody who belongs to the tenant @throws Problem, ValidationError at `email` */
export function addToTeam(viewer: Viewer, teamId: string, email: string): Promise<string> {
  return changeTeam(viewer, "team.people", teamId, async ({ tx, note }) => {
    const tenantId = viewer.tenant.id;
    const address = requireEmail(email);
    note({ detail: { member: address, added: true } });
    const person = await tx.membership.findFirst({
      where: { tenantId, user: { email: address } },
      select: { userId: true, user: { select: { name: true } } },
    });
    if (!person) return refuse("email", "Nobody of this tenant has that address.");
    const key = { tenantId, teamId, userId: person.userId };
    if ((await tx.teamMembership.count({ where: key })) > 0) {
      return refuse("email", "This person is in the team already.");
    }
    await tx.teamMembership.create({ data: key });
    return person.user.name;
  });
}

/** @throws Problem, ValidationError */
export function removeFromTeam(viewer: Viewer, teamId: string, userId: string): Promise<void> {
  return changeTeam(viewer, "team.people", teamId, async ({ tx, note }) => {
    const where = { tenantId: viewer.tenant.id, teamId, userId };
    const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
    const { count } = await tx.teamMembership.deleteMany({ where });
    if (count === 0 || !user) return refuse("", "This person is not in the team any more.");
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
    if (!team) return refuse("", "This team does not exist any more.");
    change.note({ detail: { team: team.name } });
    return work(change, team);
  });
}

/** Two teams of one name would be one to whoever reads it: the host's and the vendors' people alike. */
async function requireFreeName(
  { tx }: Change,
  { tenant }: Viewer,
  given: string,
  except?: string,
): Promise<string> {
  const name = requireName("name", given);
  const same = await tx.$queryRaw<{ id: string }[]>`
    select id from "Team" where "tenantId" = ${tenant.id} and lower(name) = lower(${name})
      and id <> ${except ?? ""}`;
  return same.length > 0 ? refuse("name", "Another team has this name.") : name;
}

async function freeSlug({ tx }: Change, { tenant }: Viewer, name: string): Promise<string> {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const base =
    plain
      .replace(/^-+|-+$/g, "")
      .slice(0, 50)
      .replace(/-+$/, "") || "team";
  const taken = await tx.team.count({ where: { tenantId: tenant.id, slug: base } });
  return taken === 0 ? base : `${base}-${randomBytes(4).toString("hex")}`;
}

type Row = Omit<TeamRow, "people" | "dashboards"> & { _count: { members: number; grants: number } };

function rowOf({ _count, ...row }: Row): TeamRow {
  return { ...row, people: _count.members, dashboards: _count.grants };
}
