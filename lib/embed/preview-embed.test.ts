import { beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makeOperator, makePerson, makeWorld, type World } from "@/lib/testing/fixtures";
import { NotConfigured } from "@/lib/vendors/contract";
import { previewForPlayground } from "./preview-embed";

describe.skipIf(!hasDatabase)("a preview as another person", () => {
  let operator: SignedIn;
  beforeAll(async () => {
    operator = await makeOperator();
  });

  const preview = ({ tenant, dashboard }: World, email: string) =>
    previewForPlayground(operator, {
      tenant: tenant.slug,
      email,
      dashboard: dashboard.slug,
      scheme: "light",
    });
  const lastEntry = () =>
    db().auditEvent.findFirst({ where: { userId: operator.user.id }, orderBy: { at: "desc" } });

  it("has the token the person would get, for a minute at most", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id, { attributes: { region: "West" } });
    await grant(world);
    const { access, embed, decoded, steps } = await preview(world, person.email);
    expect(access.outcome).toBe("allowed");
    expect(steps.map(({ passed }) => passed)).toEqual([true, true, true, true]);
    expect(decoded?.header).toMatchObject({ alg: "HS256", kid: world.credential.kid });
    expect(decoded?.claims).toMatchObject({
      user_attributes: { tenant: world.tenant.slug, region: "West" },
    });
    const { iat, exp } = decoded?.claims ?? {};
    expect(Number(exp) - Number(iat)).toBe(60);
    expect(embed?.mint.expiresIn).toBe(60);
    expect(await lastEntry()).toMatchObject({
      action: "playground.view-as",
      outcome: "allowed",
      email: operator.user.email,
      tokenId: embed?.mint.id,
      kid: world.credential.kid,
      detail: { personId: person.id, person: person.email },
    });
  });

  it("counts neither as the person's request nor as their audit event", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await preview(world, person.email);
    expect(await db().rateLimit.count({ where: { key: { contains: person.id } } })).toBe(0);
    expect(await db().auditEvent.count({ where: { userId: person.id } })).toBe(0);
  });

  it("has no token for someone without access, and is audited as refused", async () => {
    const world = await makeWorld();
    const [member, stranger] = [await makePerson(world.tenant.id), await makePerson()];
    for (const [person, outcome] of [
      [stranger, "not_found"],
      [member, "not_allowed"],
    ] as const) {
      const { access, embed, decoded } = await preview(world, person.email);
      expect({ outcome: access.outcome, embed, decoded }).toEqual({
        outcome,
        embed: null,
        decoded: null,
      });
      expect(await lastEntry()).toMatchObject({ outcome: "refused", reason: outcome });
    }
  });

  it("says what is not configured, and is audited as failed", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    await db().tenantMapping.deleteMany({ where: { tenantId: world.tenant.id } });
    const { embed, failure } = await preview(world, person.email);
    expect(embed).toBeNull();
    expect(failure).toBeInstanceOf(NotConfigured);
    expect(failure).toMatchObject({ missing: "mapping" });
    expect(await lastEntry()).toMatchObject({ outcome: "failed" });
  });

  it("names the field of what does not exist", async () => {
    const request = { tenant: "nowhere", email: "nobody@x.example", dashboard: "nothing" };
    await expect(
      previewForPlayground(operator, { ...request, scheme: "light" }),
    ).rejects.toMatchObject({
      fields: {
        tenant: expect.any(String),
        email: expect.any(String),
        dashboard: expect.any(String),
      },
    });
  });
});
