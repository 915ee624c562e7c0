import { randomUUID } from "node:crypto";
import { findGranted, listGrants, setGrant } from "@/lib/access/grants";
import { exportTenantAudit } from "@/lib/audit/export";
import { listEvents, listUsage, requireTenantAudit } from "@/lib/audit/list";
import { db } from "@/lib/db";
import {
  inviteMember,
  listInvitations,
  withdrawInvitation,
  writeInvitation,
} from "@/lib/tenants/invitations";
import {
  findMember,
  listMembers,
  removeMember,
  resumeMember,
  setRegion,
  setRole,
  setTeams,
  suspendMember,
} from "@/lib/tenants/members";
import type { Role, Viewer } from "@/lib/tenants/require-viewer";
import {
  addToTeam,
  createTeam,
  deleteTeam,
  findTeam,
  listTeamMembers,
  listTeams,
  removeFromTeam,
  renameTeam,
} from "@/lib/tenants/teams";
import { makePerson, makeTeam, makeWorld } from "./fixtures";

const everything = { query: "", page: 1 };

export type PermissionFixture = Awaited<ReturnType<typeof createPermissionFixture>>;

/** A tenant with something for every action, and an owner who stays, so that the last-owner rule never applies. */
export async function createPermissionFixture() {
  const world = await makeWorld();
  const { tenant, dashboard } = world;
  const [remainingOwner, member, owner, suspendedMember, suspendedOwner, outsider] =
    await Promise.all([
      makePerson(tenant.id, { role: "owner" }),
      makePerson(tenant.id),
      makePerson(tenant.id, { role: "owner" }),
      makePerson(tenant.id),
      makePerson(tenant.id, { role: "owner" }),
      makePerson(),
    ]);
  await db().membership.updateMany({
    where: { tenantId: tenant.id, userId: { in: [suspendedMember.id, suspendedOwner.id] } },
    data: { suspendedAt: new Date() },
  });
  const team = await makeTeam(tenant.id, [member]);
  await db().grant.create({
    data: { tenantId: tenant.id, dashboardId: dashboard.id, capabilities: ["view"] },
  });
  const invite = async (role: Role) => {
    const email = `${randomUUID()}@people.example`;
    const welcome = { role, region: null, teamIds: [] };
    await db().$transaction((tx) =>
      writeInvitation(tx, tenant.id, email, welcome, remainingOwner.id),
    );
    return db().invitation.findFirstOrThrow({ where: { tenantId: tenant.id, email } });
  };
  const [invitation, ownersInvitation] = [await invite("member"), await invite("owner")];
  return {
    ...world,
    remainingOwner,
    member,
    owner,
    suspendedMember,
    suspendedOwner,
    outsider,
    team,
    invitation,
    ownersInvitation,
  };
}

const invitationFor = (email: string, role: Role) => ({ email, role, region: null, teams: [] });
const newAddress = () => `${randomUUID()}@people.example`;

type PermissionAction = (viewer: Viewer, fixture: PermissionFixture) => Promise<unknown>;

/** By the names in the permission matrix. Reads return their result, so that a test can check it for leaks. */
export const permissionActions: Record<string, PermissionAction> = {
  "member.list": async (v) => listMembers(v, everything),
  "member.find": async (v, s) => findMember(v, s.member.id),
  "invitation.list": async (v) => listInvitations(v, everything),
  "invitation.create": (v) => inviteMember(v, invitationFor(newAddress(), "admin")),
  "invitation.create-owner": (v) => inviteMember(v, invitationFor(newAddress(), "owner")),
  "invitation.create-known": (v, s) => inviteMember(v, invitationFor(s.outsider.email, "admin")),
  "invitation.withdraw": (v, s) => withdrawInvitation(v, s.invitation.id),
  "invitation.withdraw-owner": (v, s) => withdrawInvitation(v, s.ownersInvitation.id),
  "membership.role": (v, s) => setRole(v, s.member.id, "admin"),
  "membership.role-to-owner": (v, s) => setRole(v, s.member.id, "owner"),
  "membership.role-of-owner": (v, s) => setRole(v, s.owner.id, "member"),
  "membership.region": (v, s) => setRegion(v, s.member.id, "West"),
  "membership.region-of-owner": (v, s) => setRegion(v, s.owner.id, "West"),
  "membership.teams": (v, s) => setTeams(v, s.member.id, []),
  "membership.teams-of-owner": (v, s) => setTeams(v, s.owner.id, [s.team.id]),
  "membership.suspend": (v, s) => suspendMember(v, s.member.id),
  "membership.suspend-owner": (v, s) => suspendMember(v, s.owner.id),
  "membership.resume": (v, s) => resumeMember(v, s.suspendedMember.id),
  "membership.resume-owner": (v, s) => resumeMember(v, s.suspendedOwner.id),
  "membership.remove": (v, s) => removeMember(v, s.member.id),
  "membership.remove-owner": (v, s) => removeMember(v, s.owner.id),
  "team.list": async (v) => listTeams(v, everything),
  "team.find": async (v, s) => findTeam(v, s.team.slug),
  "team.list-people": async (v, s) => listTeamMembers(v, s.team.id, everything),
  "team.create": (v) => createTeam(v, `New ${randomUUID()}`),
  "team.rename": (v, s) => renameTeam(v, s.team.id, `Other ${randomUUID()}`),
  "team.delete": (v, s) => deleteTeam(v, s.team.id),
  "team.people-add": (v, s) => addToTeam(v, s.team.id, s.owner.id),
  "team.people-remove": (v, s) => removeFromTeam(v, s.team.id, s.member.id),
  "grant.list": async (v) => listGrants(v, everything),
  "grant.find": async (v, s) => findGranted(v, s.dashboard.slug),
  "grant.set": (v, s) => setGrant(v, s.dashboard.slug, null, ["view", "export"]),
  "grant.set-team": (v, s) => setGrant(v, s.dashboard.slug, s.team.id, ["view"]),
  "grant.end": (v, s) => setGrant(v, s.dashboard.slug, null, []),
  "audit.list": async (v) => listEvents(requireTenantAudit(v), {}, null),
  "audit.usage": async (v) => listUsage(requireTenantAudit(v), {}),
  "audit.export": async (v) => (await exportTenantAudit(v, {})).next(),
};

/** Everything in a tenant that an action can change. */
export async function stateOf(tenantId: string): Promise<string> {
  const [row] = await db().$queryRaw<{ state: string }[]>`
    select jsonb_build_array(
      (select jsonb_agg(to_jsonb(m) order by m."userId") from "Membership" m where m."tenantId" = ${tenantId}),
      (select jsonb_agg(to_jsonb(t) order by t.id) from "Team" t where t."tenantId" = ${tenantId}),
      (select jsonb_agg(to_jsonb(p) order by p."teamId", p."userId")
        from "TeamMembership" p where p."tenantId" = ${tenantId}),
      (select jsonb_agg(to_jsonb(g) - 'id' - 'createdAt' order by g."teamId", g."dashboardId")
        from "Grant" g where g."tenantId" = ${tenantId}),
      (select jsonb_agg(to_jsonb(i) order by i.id) from "Invitation" i where i."tenantId" = ${tenantId})
    )::text as state`;
  return row?.state ?? "";
}
