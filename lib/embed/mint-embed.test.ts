import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import jwt from "jsonwebtoken";
import { describe, expect, it, onTestFinished } from "vitest";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { hasDatabase } from "@/lib/testing/environment";
import {
  grant,
  makePerson,
  makeTeam,
  makeWorld,
  type Person,
  sigmaSecret,
  type World,
} from "@/lib/testing/fixtures";
import { encrypt } from "@/lib/vault/vault";
import { mintEmbed } from "./mint-embed";
import { mintSchema } from "./schema";

const ask = (
  person: Pick<Person, "id" | "sessionId">,
  world: World,
  over: Partial<Record<"tenant" | "dashboard", string>> = {},
) =>
  mintEmbed({
    sessionId: person.sessionId,
    tenant: over.tenant ?? world.tenant.slug,
    dashboard: over.dashboard ?? world.dashboard.slug,
    requestId: randomUUID(),
    scheme: "light",
  }).then(({ viewer, mint }) => {
    expect(viewer).toBe(person.id);
    return mint;
  });

const refused = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
};

const auditOf = (person: Person) =>
  db().auditEvent.findMany({
    where: { userId: person.id, action: "mint" },
    orderBy: { at: "asc" },
  });

describe.skipIf(!hasDatabase)("a mint", () => {
  it("returns a token for the signed-in person and is audited", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    const mint = await ask(person, world);
    expect(mintSchema.parse(mint)).toEqual(mint);
    if (mint.pane.kind !== "frame") throw new Error("a workbook is a frame");
    const token = /:jwt=([^&]+)/.exec(mint.pane.src)?.[1] ?? "";
    const claims = jwt.verify(token, sigmaSecret, { algorithms: ["HS256"] }) as jwt.JwtPayload;
    expect(claims).toMatchObject({
      jti: mint.id,
      teams: [world.tenant.slug],
      account_type: "View",
      user_attributes: { tenant: world.tenant.slug, region: "All" },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(mint.expiresIn);
    const [row] = await auditOf(person);
    expect(row).toMatchObject({
      outcome: "allowed",
      tokenId: mint.id,
      kid: world.credential.kid,
      tenantId: world.tenant.id,
      dashboard: world.dashboard.slug,
    });
    expect(row?.expiresAt?.getTime()).toBe((claims.exp ?? 0) * 1000);
    expect(JSON.stringify(row)).not.toContain("eyJ");
  });

  it("contains the member's region and teams, and combines all grants", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id, { attributes: { region: "West" } });
    const team = await makeTeam(world.tenant.id, [person]);
    await db().teamMapping.create({
      data: { teamId: team.id, connectionId: world.connection.id, names: { team: "fin" } },
    });
    await grant(world);
    await grant(world, { teamId: team.id, capabilities: ["view", "export"] });
    const mint = await ask(person, world);
    const token = mint.pane.kind === "frame" ? (/:jwt=([^&]+)/.exec(mint.pane.src)?.[1] ?? "") : "";
    expect(jwt.decode(token)).toMatchObject({
      teams: [world.tenant.slug, "fin"],
      account_type: "Act",
      user_attributes: { region: "West" },
    });
  });

  it("is refused without a session, in another tenant, for an unknown dashboard and without a grant", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(world.tenant.id);
    await grant(other);
    expect(await refused(ask({ id: "nobody", sessionId: "nobody" }, world))).toMatchObject({
      code: "signed_out",
      status: 401,
    });
    expect(await refused(ask(person, other))).toMatchObject({ code: "not_found", status: 404 });
    expect(await refused(ask(person, world, { tenant: "no-such-tenant" }))).toMatchObject({
      status: 404,
    });
    expect(await refused(ask(person, world, { dashboard: "no-such-board" }))).toMatchObject({
      status: 404,
    });
    expect(await refused(ask(person, world))).toMatchObject({ code: "not_allowed", status: 403 });
    expect((await auditOf(person)).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["refused", "not_found"],
      ["refused", "not_found"],
      ["refused", "not_found"],
      ["refused", "not_allowed"],
    ]);
  });

  it("ignores teams of other tenants and grants to teams the person is not in", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(world.tenant.id);
    await db().membership.create({ data: { tenantId: other.tenant.id, userId: person.id } });
    await makeTeam(other.tenant.id, [person]);
    const theirs = await makeTeam(world.tenant.id, []);
    await grant(world, { teamId: theirs.id });
    expect(await refused(ask(person, world))).toMatchObject({ code: "not_allowed" });
  });

  it.each([
    [
      "the session ended",
      (p: Person) =>
        db().session.update({ where: { id: p.sessionId }, data: { endedAt: new Date() } }),
      "signed_out",
    ],
    [
      "the session's day is over",
      (p: Person) =>
        db().session.update({ where: { id: p.sessionId }, data: { expiresAt: new Date(0) } }),
      "signed_out",
    ],
    [
      "the person is suspended",
      (p: Person) => db().user.update({ where: { id: p.id }, data: { suspendedAt: new Date() } }),
      "signed_out",
    ],
    [
      "the membership is suspended",
      (p: Person) =>
        db().membership.updateMany({ where: { userId: p.id }, data: { suspendedAt: new Date() } }),
      "not_found",
    ],
    [
      "the membership is removed",
      (p: Person) => db().membership.deleteMany({ where: { userId: p.id } }),
      "not_found",
    ],
    [
      "the tenant is suspended",
      (_: Person, w: World) =>
        db().tenant.update({ where: { id: w.tenant.id }, data: { suspendedAt: new Date() } }),
      "not_found",
    ],
    [
      "the grant is removed",
      (_: Person, w: World) => db().grant.deleteMany({ where: { tenantId: w.tenant.id } }),
      "not_allowed",
    ],
    [
      "the dashboard is deleted",
      (_: Person, w: World) => db().dashboard.delete({ where: { id: w.dashboard.id } }),
      "not_found",
    ],
    [
      "the connection is disabled",
      (_: Person, w: World) =>
        db().embedConnection.update({
          where: { id: w.connection.id },
          data: { disabledAt: new Date() },
        }),
      "not_configured",
    ],
    [
      "the credential is retired",
      (_: Person, w: World) =>
        db().embedCredential.update({ where: { id: w.credential.id }, data: { state: "retired" } }),
      "not_configured",
    ],
    [
      "the mapping is removed",
      (_: Person, w: World) => db().tenantMapping.deleteMany({ where: { tenantId: w.tenant.id } }),
      "not_configured",
    ],
  ] as const)("is refused as soon as %s", async (_, change, code) => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await ask(person, world);
    await change(person, world);
    expect(await refused(ask(person, world))).toMatchObject({ code });
  });

  it("tells a suspended person that they are suspended", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    expect((await refused(ask(person, world))).more.reason).toBe("suspended");
  });

  it("limits a token's life to what the connection and EMBED_TTL_SECONDS allow", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    expect((await ask(person, world)).expiresIn).toBe(300);
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { ttlSeconds: 20 },
    });
    expect((await ask(person, world)).expiresIn).toBe(20);
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { ttlSeconds: 86_400 },
    });
    expect((await ask(person, world)).expiresIn).toBe(300);
  });

  it("is rate-limited across parallel requests, and only the first refusal is audited", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await db().rateLimit.deleteMany({ where: { key: `mint:${person.id}` } });
    await db()
      .$executeRaw`insert into "RateLimit" values (${`mint:${person.id}`}, date_trunc('minute', now()), 115)`;
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ask(person, world)));
    const allowed = answers.filter(({ status }) => status === "fulfilled").length;
    // When a new minute begins in between, the counter restarts and all pass.
    expect([5, 20]).toContain(allowed);
    if (allowed === 5) {
      const rows = await auditOf(person);
      expect(rows.filter(({ outcome }) => outcome === "refused")).toHaveLength(1);
      const problem = await refused(ask(person, world));
      expect(problem).toMatchObject({ code: "rate_limited", status: 429 });
      expect(problem.more.retryAfter).toBeGreaterThan(0);
    }
  });

  it("cannot get a malformed region: the database refuses the membership", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    for (const attributes of [{ region: "" }, { region: 7 }, { region: ["West"] }, "West", []]) {
      const where = { tenantId_userId: { tenantId: world.tenant.id, userId: person.id } };
      await expect(db().membership.update({ where, data: { attributes } })).rejects.toThrow();
    }
  });

  it("fails with a secret that was copied from another row", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await db().embedCredential.update({
      where: { id: world.credential.id },
      data: { encryptedSecret: other.credential.encryptedSecret },
    });
    const problem = await refused(ask(person, world));
    expect(problem.code).toBe("not_configured");
    expect((await auditOf(person)).map(({ outcome }) => outcome)).toEqual(["failed"]);
  });

  it("reports a vendor that hangs as the vendor's timeout, within the request's time budget", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await changeToExploApi(world, apiUrl);

    const problem = await refused(
      mintEmbed(
        {
          sessionId: person.sessionId,
          tenant: world.tenant.slug,
          dashboard: world.dashboard.slug,
          requestId: randomUUID(),
          scheme: "light",
        },
        AbortSignal.timeout(200),
      ),
    );
    expect(problem).toMatchObject({ code: "unavailable", more: { retryAfter: 2 } });
    expect(problem.detail).toContain("vendor");
    expect(await auditOf(person)).toMatchObject([
      { outcome: "failed", reason: "vendor: timeout", connection: world.connection.id },
    ]);
  });
});

/** Lets Explo's API create the tokens. */
async function changeToExploApi(
  { connection, credential, tenant, dashboard }: World,
  apiUrl: string,
) {
  const owner = { connectionId: connection.id, tenantId: null, kid: credential.kid };
  await db().embedConnection.update({
    where: { id: connection.id },
    data: {
      vendor: "explo",
      settings: {
        appUrl: "https://app.explo.co",
        scriptUrl: "https://embed.explo.co/bundle.js",
        mint: "api",
        apiUrl,
      },
    },
  });
  await db().embedCredential.update({
    where: { id: credential.id },
    data: { algorithm: "api", encryptedSecret: encrypt("an API token of Explo", owner) },
  });
  await db().tenantMapping.updateMany({
    where: { connectionId: connection.id },
    data: { names: { customer: tenant.slug } },
  });
  await db().dashboard.update({ where: { id: dashboard.id }, data: { kind: "dashboard" } });
}
