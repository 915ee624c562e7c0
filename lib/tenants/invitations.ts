import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import { hashPassword, passwordSchema } from "@/lib/auth/password";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { fieldErrors, refuse, ValidationError } from "@/lib/validation";
import { changeTenant, countOwners, lockTenant, requireAction, type Tx } from "./change-tenant";
import { requireOwnerChange, requireTeams } from "./members";
import type { Role, Viewer } from "./require-viewer";
import { emailSchema, type NewInvitation, nameSchema } from "./schema";

/** Days until a link expires. */
export const invitationDays = 7;

export type PendingInvitation = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string | null;
  expiresAt: Date;
};

/** Invitations that can still be accepted, newest first. @throws Problem `not_allowed` */
export async function listInvitations(
  viewer: Viewer,
  wanted: Pagination,
): Promise<PageOf<PendingInvitation>> {
  requireAction(viewer, "member.list");
  const where = {
    tenantId: viewer.tenant.id,
    acceptedAt: null,
    expiresAt: { gt: new Date() },
    ...(wanted.query && { email: containing(wanted.query) }),
  };
  const total = await db().invitation.count({ where });
  const { cut, ...page } = skipTake(total, wanted);
  const rows = await db().invitation.findMany({
    where,
    ...cut,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      id: true,
      email: true,
      role: true,
      expiresAt: true,
      invitedBy: { select: { name: true } },
    },
  });
  return {
    ...page,
    total,
    rows: rows.map(({ invitedBy, ...row }) => ({ ...row, invitedBy: invitedBy?.name ?? null })),
  };
}

/**
 * Invites a person, who must accept even with an account: an account proves a password, not that its
 * owner reads mail at that address.
 *
 * @returns the link's path; it cannot be shown again
 * @throws Problem, ValidationError at `email`, `teams`
 */
export async function inviteMember(viewer: Viewer, invitation: NewInvitation): Promise<string> {
  return changeTenant(viewer, "invitation.create", {}, async (change) => {
    const { tx, note } = change;
    const tenantId = viewer.tenant.id;
    const { email, role, region } = invitation;
    note({ detail: { member: email } });
    if (role === "owner") requireOwnerChange(change.role);
    const teams = await requireTeams(change, viewer, invitation.teams);
    note({ detail: { role, region, teams: teams.map(({ name }) => name) } });
    const isMember = (await tx.membership.count({ where: { tenantId, user: { email } } })) > 0;
    if (isMember) return refuse("email", "This person is already a member.");
    const membership = { role, region, teamIds: teams.map(({ id }) => id) };
    return writeInvitation(tx, tenantId, email, membership, viewer.user.id);
  });
}

/** @throws Problem, ValidationError */
export function withdrawInvitation(viewer: Viewer, id: string): Promise<void> {
  return changeTenant(viewer, "invitation.withdraw", {}, async ({ tx, role, note }) => {
    const where = { id, tenantId: viewer.tenant.id, acceptedAt: null };
    const found = await tx.invitation.findFirst({ where, select: { email: true, role: true } });
    if (!found) return refuse("", "This invitation was already accepted or withdrawn.");
    note({ detail: { member: found.email } });
    if (found.role === "owner") requireOwnerChange(role);
    await tx.invitation.delete({ where: { id } });
  });
}

/**
 * An operator makes a tenant's first owner: a member at once, anyone else by a link. Operators have no
 * say in a tenant that has an owner.
 *
 * @param operator proof of `requireOperator`
 * @returns the link's path, which cannot be shown again; null where a member became owner
 * @throws ValidationError at `email`
 */
export async function inviteOwner(
  operator: SignedIn,
  tenant: { id: string; slug: string },
  address: string,
): Promise<string | null> {
  const { data: email } = emailSchema.safeParse(address);
  if (!email) return refuse("email", "Enter one email address.");
  const event = {
    userId: operator.user.id,
    email: operator.user.email,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    detail: { member: email, role: "owner" },
  };
  try {
    return await db().$transaction(async (tx) => {
      await lockTenant(tx, tenant.id);
      if ((await countOwners(tx, tenant.id)) > 0) {
        return refuse("email", "This tenant has an owner, who can invite others.");
      }
      const promoted = await tx.membership.updateMany({
        where: { tenantId: tenant.id, user: { email } },
        data: { role: "owner", suspendedAt: null },
      });
      const action = promoted.count > 0 ? "membership.role" : "invitation.create";
      await tx.auditEvent.create({ data: { ...event, action, outcome: "allowed" } });
      if (promoted.count > 0) return null;
      const membership: InvitedMembership = { role: "owner", region: null, teamIds: [] };
      return writeInvitation(tx, tenant.id, email, membership, operator.user.id);
    });
  } catch (error) {
    if (error instanceof ValidationError) {
      const action = "invitation.create";
      await recordEvent({ ...event, action, outcome: "refused", reason: "has_owner" });
    }
    throw error;
  }
}

/** What an invited person gets. */
export type InvitedMembership = { role: Role; region: string | null; teamIds: string[] };

/**
 * Replaces an earlier invitation of the same address. The caller has checked that it may be made, and
 * records it.
 *
 * @returns the link's path; its token is stored hashed
 */
export async function writeInvitation(
  tx: Tx,
  tenantId: string,
  email: string,
  membership: InvitedMembership,
  invitedById: string,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.invitation.deleteMany({ where: { tenantId, email, acceptedAt: null } });
  await tx.invitation.create({
    data: {
      tenantId,
      email,
      invitedById,
      ...membership,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
    },
  });
  return `/invite/${token}`;
}

const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

export type OpenInvitation = {
  email: string;
  role: Role;
  tenant: { slug: string; name: string; hue: number };
  invitedBy: string | null;
  /** Whether the address has an account, to sign in with instead of making one. */
  hasAccount: boolean;
};

const gone = "This link no longer works. Ask for a new invitation.";
const hasAccountAlready = "This address already has an account. Sign in to accept.";

/** Null for a link that is unknown, used, withdrawn or expired: nobody learns which. */
export async function findInvitation(token: string): Promise<OpenInvitation | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const row = await db().invitation.findFirst({
    where: {
      tokenHash: hashToken(token),
      acceptedAt: null,
      expiresAt: { gt: new Date() },
      tenant: { suspendedAt: null },
    },
    select: {
      email: true,
      role: true,
      tenant: { select: { slug: true, name: true, hue: true } },
      invitedBy: { select: { name: true } },
    },
  });
  if (!row) return null;
  const accounts = await db().user.count({ where: { email: row.email } });
  return { ...row, invitedBy: row.invitedBy?.name ?? null, hasAccount: accounts > 0 };
}

/** @returns the tenant's slug @throws ValidationError; the link still works then */
export async function acceptInvitation(session: SignedIn, token: string): Promise<string> {
  const { id, email } = session.user;
  const invitation = await findInvitation(token);
  if (!invitation) return refuse("", gone);
  if (invitation.email !== email) {
    await recordEvent({
      action: "invitation.accept",
      outcome: "refused",
      reason: "other_person",
      userId: id,
      email,
      tenantSlug: invitation.tenant.slug,
      detail: { member: invitation.email },
    });
    return refuse("", `This invitation is for ${invitation.email}. You're signed in as ${email}.`);
  }
  return db().$transaction((tx) => joinTenant(tx, token, { id, email }));
}

/** Makes an account for the invited address. @returns address and tenant @throws ValidationError */
export async function acceptAsNewUser(
  token: string,
  account: { name: string; password: string },
): Promise<{ email: string; tenant: string }> {
  const invitation = await findInvitation(token);
  if (!invitation) return refuse("", gone);
  const { email, hasAccount } = invitation;
  if (hasAccount) return refuse("", hasAccountAlready);
  const parsed = z.object({ name: nameSchema, password: passwordSchema(email) }).safeParse(account);
  if (!parsed.success) throw new ValidationError(fieldErrors(parsed.error));
  const { name, password } = parsed.data;
  // Not in the transaction: hashing takes its time.
  const passwordHash = await hashPassword(password);
  const tenant = await db().$transaction(async (tx) => {
    const [user] = await tx.$queryRaw<{ id: string }[]>`
      insert into "User" (id, email, name, "passwordHash")
      values (gen_random_uuid()::text, ${email}, ${name}, ${passwordHash})
      on conflict (email) do nothing returning id`;
    if (!user) return refuse("", hasAccountAlready);
    return joinTenant(tx, token, { id: user.id, email });
  });
  return { email, tenant };
}

/** Accepts once: of two at the same time, the second finds nothing to update. */
async function joinTenant(tx: Tx, token: string, user: { id: string; email: string }) {
  const [accepted] = await tx.$queryRaw<Accepted[]>`
    update "Invitation" i set "acceptedAt" = now() from "Tenant" t
    where i."tokenHash" = ${hashToken(token)} and i.email = ${user.email}
      and i."acceptedAt" is null and i."expiresAt" > now()
      and t.id = i."tenantId" and t."suspendedAt" is null
    returning i."tenantId", i.role, i.region, i."teamIds", t.slug`;
  if (!accepted) return refuse("", gone);
  const { tenantId, role, region, teamIds, slug } = accepted;
  // A member stays as they are: an old link must not lift a suspension.
  const joined = await tx.$executeRaw`
    insert into "Membership" ("tenantId", "userId", role, attributes)
    values (${tenantId}, ${user.id}, ${role}::"Role",
      case when ${region}::text is null then '{}'::jsonb
        else jsonb_build_object('region', ${region}::text) end)
    on conflict do nothing`;
  if (joined > 0) {
    await tx.$executeRaw`
      insert into "TeamMembership" ("tenantId", "teamId", "userId")
      select "tenantId", id, ${user.id} from "Team"
      where "tenantId" = ${tenantId} and id = any(${teamIds}::text[])`;
  }
  await tx.auditEvent.create({
    data: {
      action: "invitation.accept",
      outcome: "allowed",
      userId: user.id,
      email: user.email,
      tenantId,
      tenantSlug: slug,
      detail: { member: user.email, role },
    },
  });
  return slug;
}

type Accepted = InvitedMembership & { tenantId: string; slug: string };
