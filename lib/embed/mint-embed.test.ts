import { randomUUID } from "node:crypto";
import jwt from "jsonwebtoken";
import { describe, expect, it } from "vitest";
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
  }).then(({ viewer, answer }) => {
    expect(viewer).toBe(person.id);
    return answer;
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

describe.skipIf(!hasDatabase)("minting", () => {
  it("gives a granted person a token that says who they are, and writes it down first", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    const answer = await ask(person, world);
    expect(mintSchema.parse(answer)).toEqual(answer);
    if (answer.pane.kind !== "frame") throw new Error("a workbook is a frame");
    const token = /:jwt=([^&]+)/.exec(answer.pane.src)?.[1] ?? "";
    const claims = jwt.verify(token, sigmaSecret, { algorithms: ["HS256"] }) as jwt.JwtPayload;
    expect(claims).toMatchObject({
      jti: answer.id,
      teams: [world.tenant.slug],
      account_type: "View",
      user_attributes: { tenant: world.tenant.slug, region: "All" },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(answer.expiresIn);
    const [row] = await auditOf(person);
    expect(row).toMatchObject({
      outcome: "allowed",
      tokenId: answer.id,
      kid: world.credential.kid,
      tenantId: world.tenant.id,
      dashboard: world.dashboard.slug,
    });
    expect(row?.expiresAt?.getTime()).toBe((claims.exp ?? 0) * 1000);
    expect(JSON.stringify(row)).not.toContain("eyJ");
  });

  it("says a member's region and teams, and every team's grant counts", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id, { attributes: { region: "West" } });
    const team = await makeTeam(world.tenant.id, [person]);
    await db().teamMapping.create({
      data: { teamId: team.id, connectionId: world.connection.id, names: { team: "fin" } },
    });
    await grant(world);
    await grant(world, { teamId: team.id, capabilities: ["view", "export"] });
    const answer = await ask(person, world);
    const token =
      answer.pane.kind === "frame" ? (/:jwt=([^&]+)/.exec(answer.pane.src)?.[1] ?? "") : "";
    expect(jwt.decode(token)).toMatchObject({
      teams: [world.tenant.slug, "fin"],
      account_type: "Act",
      user_attributes: { region: "West" },
    });
  });

  it("refuses, in this order: no session, another's tenant, no such dashboard, no grant", async () => {
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

  it("does not count a team of another tenant, nor a grant to a team the person is not in", async () => {
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
  ] as const)("refuses at the next request once %s", async (_, change, code) => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await ask(person, world);
    await change(person, world);
    expect(await refused(ask(person, world))).toMatchObject({ code });
  });

  it("tells a suspended person why", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    expect((await refused(ask(person, world))).more.reason).toBe("suspended");
  });

  it("cuts a token's life to what the connection asks for, and no longer than the host allows", async () => {
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

  it("keeps the limit over parallel requests and writes down one refusal, not all", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await db().rateLimit.deleteMany({ where: { key: `mint:${person.id}` } });
    await db()
      .$executeRaw`insert into "RateLimit" values (${`mint:${person.id}`}, date_trunc('minute', now()), 115)`;
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ask(person, world)));
    const allowed = answers.filter(({ status }) => status === "fulfilled").length;
    // A minute may turn in between: then the counter starts anew and all pass.
    expect([5, 20]).toContain(allowed);
    if (allowed === 5) {
      const rows = await auditOf(person);
      expect(rows.filter(({ outcome }) => outcome === "refused")).toHaveLength(1);
      const problem = await refused(ask(person, world));
      expect(problem).toMatchObject({ code: "rate_limited", status: 429 });
      expect(problem.more.retryAfter).toBeGreaterThan(0);
    }
  });

  it("cannot be told of a region that is none: the database refuses the membership", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    for (const attributes of [{ region: "" }, { region: 7 }, { region: ["West"] }, "West", []]) {
      const where = { tenantId_userId: { tenantId: world.tenant.id, userId: person.id } };
      await expect(db().membership.update({ where, data: { attributes } })).rejects.toThrow();
    }
  });

  it("does not open a secret that was moved to another row", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await db().embedCredential.update({
      where: { id: world.credential.id },
      data: { encryptedSecret: other.credential.encryptedSecret },
    });
    const problem = await refused(ask(person, world));
    expect(problem.code).toBe("not_configured");
    expect((await auditOf(person)).map(({ outcome }) => outcome)).toEqual(["allowed", "failed"]);
  });
});
