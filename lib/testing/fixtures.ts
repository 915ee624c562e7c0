import { randomBytes } from "node:crypto";
import { findLiveSession, type SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import type { Role } from "@/lib/tenants/require-viewer";
import { encrypt } from "@/lib/vault/vault";
import type { Capability } from "@/lib/vendors/contract";

export const sigmaSecret = "a Sigma embed secret, 32 bytes and more";

const unique = (): string => randomBytes(5).toString("hex");

export type Person = { id: string; email: string; sessionId: string };

/** A tenant with a Sigma connection, and a dashboard that isn't shared yet. */
export async function makeWorld() {
  const mark = unique();
  const tenant = await db().tenant.create({ data: { slug: `t-${mark}`, name: `Tenant ${mark}` } });
  const connection = await db().embedConnection.create({
    data: {
      slug: `sigma-${mark}`,
      name: "Sigma",
      vendor: "sigma",
      settings: {
        appUrl: "https://app.sigmacomputing.com",
        organization: "acme-org",
        accountTypes: { view: "View", export: "Act", explore: "Analyze", edit: "Build" },
      },
    },
  });
  const kid = `client-${mark}`;
  const encryptedSecret = encrypt(sigmaSecret, {
    connectionId: connection.id,
    tenantId: null,
    kid,
  });
  const credential = await db().embedCredential.create({
    data: { connectionId: connection.id, kid, algorithm: "HS256", encryptedSecret },
  });
  await db().tenantMapping.create({
    data: {
      tenantId: tenant.id,
      connectionId: connection.id,
      names: { team: tenant.slug, tenant: tenant.slug },
    },
  });
  const dashboard = await db().dashboard.create({
    data: {
      connectionId: connection.id,
      slug: `d-${mark}`,
      kind: "workbook",
      ref: "Sales-wb01",
      title: "Sales",
    },
  });
  return { tenant, connection, credential, dashboard };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** A person with an active session, and a membership if a tenant is given. */
export async function makePerson(
  tenantId?: string,
  membership: { role?: Role; attributes?: Record<string, string> } = {},
): Promise<Person> {
  const mark = unique();
  const user = await db().user.create({
    data: {
      email: `${mark}@people.example`,
      name: `Person ${mark}`,
      ...(tenantId && { memberships: { create: { tenantId, ...membership } } }),
    },
  });
  const session = await db().session.create({
    data: { id: unique() + unique(), userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
  });
  return { id: user.id, email: user.email, sessionId: session.id };
}

export async function makeTeam(tenantId: string, people: Person[]) {
  const mark = unique();
  return db().team.create({
    data: {
      tenantId,
      slug: mark,
      name: `Team ${mark}`,
      members: {
        create: people.map(({ id }) => ({
          membership: { connect: { tenantId_userId: { tenantId, userId: id } } },
        })),
      },
    },
  });
}

/** Shares the dashboard with the whole tenant, or with a team. */
export async function grant(
  { tenant, dashboard }: World,
  to: { teamId?: string; capabilities?: Capability[] } = {},
) {
  return db().grant.create({
    data: {
      tenantId: tenant.id,
      dashboardId: dashboard.id,
      teamId: to.teamId ?? null,
      capabilities: to.capabilities ?? ["view"],
    },
  });
}

export async function makeOperator(): Promise<SignedIn> {
  const { id, sessionId } = await makePerson();
  await db().user.update({ where: { id }, data: { isOperator: true } });
  const session = await findLiveSession(sessionId);
  if (!session?.user.isOperator) throw new Error("no operator");
  return session;
}
