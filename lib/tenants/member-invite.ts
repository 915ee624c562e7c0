// Decides how somebody comes into a tenant: by a link that only they are sent, and accept themselves.
import { refuse } from "@/lib/validation";
import { changeTenant } from "./change-tenant";
import { requireEmail, writeInvitation } from "./invitations";
import { requireOwnerChange, requireRegion, requireRole, requireTeams } from "./member-change";
import type { Viewer } from "./require-viewer";

export type NewMember = { email: string; role: string; region: string; teamIds: string[] };

/**
 * Invites a person. Nobody is let in unasked, not even with an account: an account proves a password, and
 * whoever made it may not be who reads mail at its address.
 *
 * @returns the link's path, told only here
 * @throws Problem, ValidationError at `email`, `role`, `region`, `teams`
 */
export async function inviteMember(viewer: Viewer, given: NewMember): Promise<string> {
  return changeTenant(viewer, "invitation.create", {}, async (change) => {
    const { tx, note } = change;
    const tenantId = viewer.tenant.id;
    const email = requireEmail(given.email);
    note({ detail: { member: email } });
    const role = requireRole(change, given.role);
    const region = requireRegion(given.region);
    const teams = await requireTeams(change, viewer, given.teamIds);
    note({ detail: { role, region, teams: teams.map(({ name }) => name) } });
    const belongs = await tx.membership.count({ where: { tenantId, user: { email } } });
    if (belongs > 0) return refuse("email", "This person belongs to the tenant already.");
    const welcome = { role, region, teamIds: teams.map(({ id }) => id) };
    return writeInvitation(tx, tenantId, email, welcome, viewer.user.id);
  });
}

/** Makes a link that was not used yet worth nothing. @throws Problem, ValidationError */
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
