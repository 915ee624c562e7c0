// Decides how a person's standing in a tenant changes. Only owners touch owners, and the last one stays.
import { Problem } from "@/lib/errors";
import { refuse } from "@/lib/validation";
import { type Change, changeTenant, countOwners } from "./change-tenant";
import { type Role, regionOf, type Viewer } from "./require-viewer";
import { type Action, canDo, roles } from "./roles";
import { requireLine } from "./validation";

/** @throws Problem, ValidationError at `role` */
export function setRole(viewer: Viewer, userId: string, role: string): Promise<void> {
  return changeMember(viewer, "membership.role", userId, async (change, target) => {
    const wanted = requireRole(change, role);
    change.note({ detail: { from: target.role, to: wanted } });
    await change.tx.membership.update({ where: keyOf(viewer, userId), data: { role: wanted } });
    if (target.role === "owner" && wanted !== "owner") await keepAnOwner(change, viewer, "role");
    // Links that somebody made as an owner or admin must not outlive that.
    if (wanted !== target.role) await withdrawAllBy(change, viewer, userId);
  });
}

/** @param region empty: all regions @throws Problem, ValidationError at `region` */
export function setRegion(viewer: Viewer, userId: string, region: string): Promise<void> {
  return changeMember(viewer, "membership.region", userId, async (change, target) => {
    const to = requireRegion(region);
    change.note({ detail: { from: target.region, to } });
    await change.tx.$executeRaw`
      update "Membership" set attributes = case when ${to}::text is null then attributes - 'region'
        else attributes || jsonb_build_object('region', ${to}::text) end
      where "tenantId" = ${viewer.tenant.id} and "userId" = ${userId}`;
  });
}

/** Puts a person into exactly these teams. @throws Problem, ValidationError at `teams` */
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
    "anybody",
  );
}

export function suspendMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.suspend", userId, async (change, target) => {
    const data = { suspendedAt: new Date() };
    await change.tx.membership.update({ where: keyOf(viewer, userId), data });
    if (target.role === "owner") await keepAnOwner(change, viewer, "");
    await withdrawAllBy(change, viewer, userId);
  });
}

export function resumeMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.resume", userId, async ({ tx }) => {
    await tx.membership.update({ where: keyOf(viewer, userId), data: { suspendedAt: null } });
  });
}

export function removeMember(viewer: Viewer, userId: string): Promise<void> {
  return changeMember(viewer, "membership.remove", userId, async (change, target) => {
    await change.tx.membership.delete({ where: keyOf(viewer, userId) });
    if (target.role === "owner") await keepAnOwner(change, viewer, "");
    await withdrawAllBy(change, viewer, userId);
  });
}

type Target = { role: Role; region: string | null };

/** A change of one person who belongs to the tenant now. @param of "others": owners only by owners */
function changeMember(
  viewer: Viewer,
  action: Action,
  userId: string,
  work: (change: Change, target: Target) => Promise<void>,
  of: "others" | "anybody" = "others",
): Promise<void> {
  return changeTenant(viewer, action, {}, async (change) => {
    const row = await change.tx.membership.findUnique({
      where: keyOf(viewer, userId),
      select: { role: true, attributes: true, user: { select: { email: true } } },
    });
    if (!row) return refuse("", "This person does not belong to the tenant any more.");
    change.note({ detail: { member: row.user.email } });
    if (of === "others" && row.role === "owner") requireOwnerChange(change.role);
    await work(change, { role: row.role, region: regionOf(row.attributes) });
  });
}

export function requireOwnerChange(role: Role): void {
  if (canDo(role, "owner.change")) return;
  throw new Problem("not_allowed", "Only an owner may make, change or remove an owner.");
}

/** A role that this viewer may give. */
export function requireRole(change: Change, given: string): Role {
  const role = roles.find((known) => known === given);
  if (!role) return refuse("role", "Choose one of those offered.");
  if (role === "owner") requireOwnerChange(change.role);
  return role;
}

/** The region as it is stored; null: all. */
export function requireRegion(given: string): string | null {
  return requireLine("region", given) || null;
}

/** The teams of these ids, all of them this tenant's. */
export async function requireTeams({ tx }: Change, { tenant }: Viewer, ids: string[]) {
  const wanted = [...new Set(ids)];
  const teams = await tx.team.findMany({
    where: { tenantId: tenant.id, id: { in: wanted } },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  if (teams.length < wanted.length)
    return refuse("teams", "One of these teams is gone. Look again.");
  return teams;
}

/** After the change, so that it counts as it would be; too few, and it is taken back. */
async function keepAnOwner({ tx }: Change, { tenant }: Viewer, field: string): Promise<void> {
  if ((await countOwners(tx, tenant.id)) > 0) return;
  refuse(field, `${tenant.name} needs an owner: make somebody else one first.`);
}

async function withdrawAllBy({ tx }: Change, { tenant }: Viewer, userId: string): Promise<void> {
  await tx.invitation.deleteMany({
    where: { tenantId: tenant.id, invitedById: userId, acceptedAt: null },
  });
}

function keyOf({ tenant }: Viewer, userId: string) {
  return { tenantId_userId: { tenantId: tenant.id, userId } };
}
