// Decides what an invitation's link opens, and lets the invited person in: by a signed-in account of
// that address, or by a new one.
import { recordEvent } from "@/lib/audit/record";
import { hashPassword, passwordProblem } from "@/lib/auth/password";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { refuse, refuseAny, ValidationError } from "@/lib/validation";
import type { Tx } from "./change-tenant";
import { hashToken } from "./invitations";
import type { Role } from "./require-viewer";
import { requireName } from "./validation";

export type OpenInvitation = {
  email: string;
  role: Role;
  tenant: { slug: string; name: string; hue: number };
  invitedBy: string | null;
  /** Whether the address has an account, so that its person signs in instead of making one. */
  hasAccount: boolean;
};

const gone = "This link does not work any more. Ask whoever invited you for a new one.";
const token = /^[A-Za-z0-9_-]{43}$/;

/** What a link opens; null for one that is unknown, used, withdrawn or expired: nobody learns which. */
export async function findInvitation(given: string): Promise<OpenInvitation | null> {
  if (!token.test(given)) return null;
  const row = await db().invitation.findFirst({
    where: {
      tokenHash: hashToken(given),
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
  const found = await db().user.count({ where: { email: row.email } });
  return { ...row, invitedBy: row.invitedBy?.name ?? null, hasAccount: found > 0 };
}

/** Lets a signed-in person in. @returns the tenant's slug @throws ValidationError, the link then still works */
export async function acceptInvitation(session: SignedIn, given: string): Promise<string> {
  const { id, email } = session.user;
  const invitation = await findInvitation(given);
  if (!invitation) return refuse("", gone);
  if (invitation.email !== email) {
    await recordEvent({
      ...{ action: "invitation.accept", outcome: "refused", reason: "other_person" },
      ...{ userId: id, email, tenantSlug: invitation.tenant.slug },
      detail: { member: invitation.email },
    });
    return refuse("", `This invitation is for ${invitation.email}, and you are ${email}.`);
  }
  return db().$transaction((tx) => enter(tx, given, { id, email }));
}

export type NewPerson = { name: string; password: string };

/** Makes the account and lets its person in. @returns address and tenant @throws ValidationError */
export async function acceptAsNewPerson(
  given: string,
  { name, password }: NewPerson,
): Promise<{ email: string; tenant: string }> {
  const invitation = await findInvitation(given);
  if (!invitation) return refuse("", gone);
  const { email, hasAccount } = invitation;
  if (hasAccount) return refuse("", "This address has an account already: sign in to accept.");
  const weak = passwordProblem(password, email);
  const called = nameOf(name);
  refuseAny({ ...(called.wrong && { name: called.wrong }), ...(weak && { password: weak }) });
  // Not in the transaction: it takes its time.
  const passwordHash = await hashPassword(password);
  const tenant = await db().$transaction(async (tx) => {
    const [made] = await tx.$queryRaw<{ id: string }[]>`
      insert into "User" (id, email, name, "passwordHash")
      values (gen_random_uuid()::text, ${email}, ${called.name}, ${passwordHash})
      on conflict (email) do nothing returning id`;
    if (!made) return refuse("", "This address has an account already: sign in to accept.");
    return enter(tx, given, { id: made.id, email });
  });
  return { email, tenant };
}

/** Both of a form's fields are told at once, so that nobody mends them one after the other. */
function nameOf(given: string): { name: string; wrong?: string | undefined } {
  try {
    return { name: requireName("name", given) };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return { name: "", wrong: error.fields.name };
  }
}

/** One use: of two that come at once, the second finds nothing to update. */
async function enter(tx: Tx, given: string, person: { id: string; email: string }) {
  const [used] = await tx.$queryRaw<Used[]>`
    update "Invitation" i set "acceptedAt" = now() from "Tenant" t
    where i."tokenHash" = ${hashToken(given)} and i.email = ${person.email}
      and i."acceptedAt" is null and i."expiresAt" > now()
      and t.id = i."tenantId" and t."suspendedAt" is null
    returning i."tenantId", i.role, i.region, i."teamIds", t.slug`;
  if (!used) return refuse("", gone);
  const { tenantId, role, region, teamIds, slug } = used;
  const userId = person.id;
  // Somebody who belongs already stays what they are: an old link must not lift a suspension.
  const joined = await tx.$executeRaw`
    insert into "Membership" ("tenantId", "userId", role, attributes)
    values (${tenantId}, ${userId}, ${role}::"Role",
      case when ${region}::text is null then '{}'::jsonb
        else jsonb_build_object('region', ${region}::text) end)
    on conflict do nothing`;
  if (joined > 0) {
    await tx.$executeRaw`
      insert into "TeamMembership" ("tenantId", "teamId", "userId")
      select "tenantId", id, ${userId} from "Team"
      where "tenantId" = ${tenantId} and id = any(${teamIds}::text[])`;
  }
  await tx.auditEvent.create({
    data: {
      ...{ action: "invitation.accept", outcome: "allowed", userId, email: person.email },
      ...{ tenantId, tenantSlug: slug, detail: { member: person.email, role } },
    },
  });
  return slug;
}

type Used = {
  tenantId: string;
  role: Role;
  region: string | null;
  teamIds: string[];
  slug: string;
};
