// Decides who may come into a tenant by a link: one person, once, until it expires.
import { createHash, randomBytes } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { isEmail, normalizeEmail } from "@/lib/users/email-address";
import { refuse, ValidationError } from "@/lib/validation";
import { countOwners, lockTenant, type Tx } from "./change-tenant";
import type { Role } from "./require-viewer";

/** Days until a link expires. */
export const invitationDays = 7;

/** What the invited person gets. */
export type Welcome = { role: Role; region: string | null; teamIds: string[] };

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** The address as it is stored. @throws ValidationError at `email` */
export function requireEmail(value: string): string {
  const email = normalizeEmail(value);
  return isEmail(email) && !/\p{Cc}/u.test(email)
    ? email
    : refuse("email", "Enter one e-mail address.");
}

/**
 * Writes an invitation, in place of an earlier one to the same address. Whoever calls has decided that
 * it may be, and writes the audit row.
 *
 * @returns the link's path. The token in it is stored hashed: it cannot be shown again.
 */
export async function writeInvitation(
  tx: Tx,
  tenantId: string,
  email: string,
  welcome: Welcome,
  invitedById: string,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.invitation.deleteMany({ where: { tenantId, email, acceptedAt: null } });
  await tx.invitation.create({
    data: {
      ...{ tenantId, email, invitedById, ...welcome },
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
    },
  });
  return `/invite/${token}`;
}

/**
 * A tenant's first owner, by an operator: who belongs to it already is owner at once, everybody else gets
 * a link. A tenant that has an owner is theirs: operators are not above them in it.
 *
 * @param operator proof that the asker passed `requireOperator`
 * @returns the link's path, told only here; null where it took none
 * @throws ValidationError at `email`
 */
export async function inviteOwner(
  operator: SignedIn,
  tenant: { id: string; slug: string },
  address: string,
): Promise<string | null> {
  const email = requireEmail(address);
  const about = {
    ...{ userId: operator.user.id, email: operator.user.email },
    ...{ tenantId: tenant.id, tenantSlug: tenant.slug, detail: { member: email, role: "owner" } },
  };
  try {
    return await db().$transaction(async (tx) => {
      await lockTenant(tx, tenant.id);
      if ((await countOwners(tx, tenant.id)) > 0) {
        return refuse("email", "This tenant has an owner, who can invite others.");
      }
      const raised = await tx.membership.updateMany({
        where: { tenantId: tenant.id, user: { email } },
        data: { role: "owner", suspendedAt: null },
      });
      const action = raised.count > 0 ? "membership.role" : "invitation.create";
      await tx.auditEvent.create({ data: { ...about, action, outcome: "allowed" } });
      if (raised.count > 0) return null;
      const welcome: Welcome = { role: "owner", region: null, teamIds: [] };
      return writeInvitation(tx, tenant.id, email, welcome, operator.user.id);
    });
  } catch (error) {
    if (error instanceof ValidationError) {
      const action = "invitation.create";
      await recordEvent({ ...about, action, outcome: "refused", reason: "has_owner" });
    }
    throw error;
  }
}
