import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { passwordSchema, verifyPassword } from "@/lib/auth/password";
import { findLiveSession, type SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeTeam, makeWorld, type Person } from "@/lib/testing/fixtures";
import {
  acceptAsNewUser,
  acceptInvitation,
  findInvitation,
  type InvitedMembership,
  inviteOwner,
  writeInvitation,
} from "./invitations";

const password = "correct horse battery staple";

async function sessionOf(person: Person): Promise<SignedIn> {
  const session = await findLiveSession(person.sessionId);
  if (!session) throw new Error("no session");
  return session;
}

/** An invitation to a tenant of its own. */
async function invite(email: string, membership: Partial<InvitedMembership> = {}) {
  const { tenant } = await makeWorld();
  const owner = await makePerson(tenant.id, { role: "owner" });
  const given = { role: "member", region: null, teamIds: [], ...membership } as const;
  const path = await db().$transaction((tx) =>
    writeInvitation(tx, tenant.id, email, { ...given, teamIds: [...given.teamIds] }, owner.id),
  );
  return { tenant, owner, token: path.replace("/invite/", "") };
}

const newAddress = () => `${randomUUID()}@people.example`;

describe("a new password", () => {
  const check = (password: string) => passwordSchema("me@acme.example").safeParse(password).success;

  it.each([
    "fourteen chars",
    "aaaaaaaaaaaaaaaaaaaa",
    "me@acme.example 1",
    "password12345678",
    "x".repeat(1_001),
  ])("is refused: %s", (password) => expect(check(password)).toBe(false));

  it.each([password, "größer als 15 ☂", "mullion-demo-2026"])("is accepted: %s", (password) =>
    expect(check(password)).toBe(true),
  );
});

describe.skipIf(!hasDatabase)("invitations", () => {
  it("make an account with what was promised, once", async () => {
    const email = newAddress();
    const { tenant, token } = await invite(email, { role: "admin", region: "West" });
    const stored = await db().invitation.findFirstOrThrow({ where: { email } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await findInvitation(token)).toMatchObject({ email, role: "admin", hasAccount: false });

    const weak = acceptAsNewUser(token, { name: " ", password: "short" });
    await expect(weak).rejects.toMatchObject({ fields: { name: /./, password: /15/ } });
    const joined = await acceptAsNewUser(token, { name: "Jo", password });
    expect(joined).toEqual({ email, tenant: tenant.slug });
    const user = await db().user.findUniqueOrThrow({
      where: { email },
      include: { memberships: true },
    });
    expect(await verifyPassword(user.passwordHash, password)).toBe(true);
    expect(user.memberships).toMatchObject([{ role: "admin", attributes: { region: "West" } }]);

    expect(await findInvitation(token)).toBeNull();
    await expect(acceptAsNewUser(token, { name: "Jo", password })).rejects.toThrow(
      /no longer works/,
    );
  });

  it("let one of two in that come at once", async () => {
    const email = newAddress();
    const { token } = await invite(email);
    const tries = await Promise.allSettled(
      [1, 2].map(() => acceptAsNewUser(token, { name: "Jo", password })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().user.count({ where: { email } })).toBe(1);
  });

  it("are for their address only, and say so in the audit", async () => {
    const [invited, other] = [await makePerson(), await makePerson()];
    const { tenant, token } = await invite(invited.email);
    await expect(acceptInvitation(await sessionOf(other), token)).rejects.toThrow(invited.email);
    expect(await db().membership.count({ where: { userId: other.id } })).toBe(0);
    expect(await acceptInvitation(await sessionOf(invited), token)).toBe(tenant.slug);
    const rows = await db().auditEvent.findMany({
      where: { action: "invitation.accept", tenantSlug: tenant.slug },
      orderBy: { at: "asc" },
    });
    expect(rows.map(({ outcome, email }) => [outcome, email])).toEqual([
      ["refused", other.email],
      ["allowed", invited.email],
    ]);
  });

  it("bring into the teams that still exist, of this tenant only", async () => {
    const person = await makePerson();
    const { tenant, owner } = await invite(newAddress());
    const kept = await makeTeam(tenant.id, []);
    const foreign = await makeTeam((await makeWorld()).tenant.id, []);
    const teamIds = [kept.id, foreign.id, "gone"];
    const path = await db().$transaction((tx) =>
      writeInvitation(
        tx,
        tenant.id,
        person.email,
        { role: "member", region: null, teamIds },
        owner.id,
      ),
    );
    await acceptInvitation(await sessionOf(person), path.replace("/invite/", ""));
    const teams = await db().teamMembership.findMany({ where: { userId: person.id } });
    expect(teams.map(({ teamId }) => teamId)).toEqual([kept.id]);
  });

  it("do not lift a suspension, nor change who belongs already", async () => {
    const person = await makePerson();
    const { tenant, token } = await invite(person.email, { role: "owner" });
    await db().membership.create({
      data: { tenantId: tenant.id, userId: person.id, suspendedAt: new Date() },
    });
    await acceptInvitation(await sessionOf(person), token);
    const after = await db().membership.findFirstOrThrow({ where: { userId: person.id } });
    expect(after).toMatchObject({ role: "member", suspendedAt: expect.any(Date) });
  });

  it("end by expiry, by a newer one and with the tenant", async () => {
    const email = newAddress();
    const { tenant, owner, token } = await invite(email);
    await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: new Date() } });
    expect(await findInvitation(token)).toBeNull();
    await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: null } });
    expect(await findInvitation(token)).not.toBeNull();
    const membership: InvitedMembership = { role: "member", region: null, teamIds: [] };
    const newer = await db().$transaction((tx) =>
      writeInvitation(tx, tenant.id, email, membership, owner.id),
    );
    expect(await findInvitation(token)).toBeNull();
    await db().invitation.updateMany({ where: { email }, data: { expiresAt: new Date() } });
    const late = newer.replace("/invite/", "");
    expect(await findInvitation(late)).toBeNull();
    await expect(acceptAsNewUser(late, { name: "Jo", password })).rejects.toThrow(
      /no longer works/,
    );
  });

  it.each(["", "x", "%", "é".repeat(43), "a".repeat(43), "a".repeat(5_000)])(
    "know nothing of %j",
    async (token) => expect(await findInvitation(token)).toBeNull(),
  );

  it("of a tenant's first owner are the operator's, of later ones are not", async () => {
    const { tenant } = await makeWorld();
    const [person, operator] = [await makePerson(), await makePerson()];
    const session = await sessionOf(operator);
    for (const email of [newAddress(), person.email.toUpperCase()])
      expect(await inviteOwner(session, tenant, email)).toMatch(/^\/invite\/.{43}$/);
    expect(await db().membership.count({ where: { tenantId: tenant.id } })).toBe(0);
    const member = await makePerson(tenant.id);
    expect(await inviteOwner(session, tenant, member.email)).toBeNull();
    const again = inviteOwner(session, tenant, operator.email);
    await expect(again).rejects.toMatchObject({ fields: { email: /has an owner/ } });
    await expect(inviteOwner(session, tenant, "nobody")).rejects.toMatchObject({
      fields: { email: /./ },
    });
    const rows = await db().auditEvent.findMany({
      where: { userId: operator.id },
      orderBy: { at: "asc" },
    });
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "invitation.create allowed",
      "invitation.create allowed",
      "membership.role allowed",
      "invitation.create refused",
    ]);
  });
});
