// Decides how somebody comes into a tenant: at once where they have an account, else by a link.
import { refuse } from "../refused";
import { changeTenant } from "./change";
import { requireEmail, writeInvitation } from "./invitations";
import { requireOwnerChange, requireRegion, requireRole, requireTeams } from "./member-change";
import type { Viewer } from "./viewer";

export type NewMember = { email: string; role: string; region: string; teamIds: string[] };

export type Added = { email: string } & ({ added: true } | { added: false; path: string });

/**
 * Adds a person. `path` is the link's, and is told only here.
 *
 * @throws Problem, ChangeRefused at `email`, `role`, `region`, `teams`
 */
export async function addMember(viewer: Viewer, given: NewMember): Promise<Added> {
  return changeTenant(viewer, "membership.add", {}, async (change) => {
    const { tx, note } = change;
    const tenantId = viewer.tenant.id;
    const email = requireEmail(given.email);
    note({ detail: { member: email } });
    const role = requireRole(change, given.role);
    const region = requireRegion(given.region);
    const teams = await requireTeams(change, viewer, given.teamIds);
    note({ detail: { role, region, teams: teams.map(({ name }) => name) } });
    const teamIds = teams.map(({ id }) => id);
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (!user) {
      note({ action: "invitation.create" });
      const welcome = { role, region, teamIds };
      const path = await writeInvitation(tx, tenantId, email, welcome, viewer.user.id);
      return { email, added: false, path };
    }
    const key = { tenantId, userId: user.id };
    const belongs = await tx.membership.count({ where: key });
    if (belongs > 0) return refuse("email", "This person belongs to the tenant already.");
    await tx.membership.create({
      data: { ...key, role, attributes: region === null ? {} : { region } },
    });
    await tx.teamMembership.createMany({ data: teamIds.map((teamId) => ({ ...key, teamId })) });
    await tx.invitation.deleteMany({ where: { tenantId, email, acceptedAt: null } });
    return { email, added: true };
  });
}

/** Makes a link that was not used yet worth nothing. @throws Problem, ChangeRefused */
export function withdrawInvitation(viewer: Viewer, id: string): Promise<void> {
  return changeTenant(viewer, "invitation.withdraw", {}, async ({ tx, role, note }) => {
    const where = { id, tenantId: viewer.tenant.id, acceptedAt: null };
    const found = await tx.invitation.findFirst({ where, select: { email: true, role: true } });
    if (!found) return refuse("", "This invitation is used or gone already.");
    note({ detail: { member: found.email } });
    if (found.role === "owner") requireOwnerChange(role);
    await tx.invitation.delete({ where: { id } });
  });
}
