import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makePerson, makeTeam, makeWorld, type World } from "@/lib/testing/fixtures";
import { viewerOf } from "@/lib/testing/viewers";
import { findAuthority } from "./authority";
import { authorize } from "./authorize";
import { findDashboard, listDashboards } from "./dashboards";
import { previewAccess } from "./preview-access";

const past = new Date(Date.now() - 1_000);
const soon = new Date(Date.now() + 3_600_000);

/** Whether each reader of the rule lets this person open the world's dashboard. */
async function readers(world: World, person: Awaited<ReturnType<typeof makePerson>>) {
  const request = { tenant: world.tenant.slug, dashboard: world.dashboard.slug };
  const pane = `${request.tenant}/${request.dashboard}`;
  const viewer = await viewerOf(person, world.tenant.slug);
  const { panes } = await findAuthority(person.sessionId, [pane]);
  const access = await authorize({ sessionId: person.sessionId, ...request });
  const preview = await previewAccess(person.id, request);
  return {
    list: (await listDashboards(viewer)).some(({ slug }) => slug === request.dashboard),
    page: (await findDashboard(viewer, request.dashboard)) !== null,
    mint: access.outcome === "allowed",
    poll: panes[pane] === "allowed",
    preview: preview.access.outcome === "allowed",
  };
}

const all = (open: boolean) => ({
  list: open,
  page: open,
  mint: open,
  poll: open,
  preview: open,
});

describe.skipIf(!hasDatabase)("the access rule", () => {
  it.each([
    ["no grant", [], false],
    ["a grant to the tenant", [{ team: null }], true],
    ["a grant to their team", [{ team: "own" }], true],
    ["a grant to another team", [{ team: "other" }], false],
    ["a grant that expires later", [{ team: null, expiresAt: soon }], true],
    ["a grant that has expired", [{ team: null, expiresAt: past }], false],
    [
      "an expired grant beside one that counts",
      [{ team: null, expiresAt: past }, { team: "own" }],
      true,
    ],
  ] as const)("is the same for list, page, mint, poll and preview: %s", async (_, grants, open) => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const own = await makeTeam(world.tenant.id, [person]);
    const other = await makeTeam(world.tenant.id, []);
    for (const { team, ...rest } of grants) {
      const teamId = team === null ? null : team === "own" ? own.id : other.id;
      const { id } = await grant(world, teamId ? { teamId } : {});
      await db().grant.update({ where: { id }, data: rest });
    }
    expect(await readers(world, person)).toEqual(all(open));
  });

  it("combines grants that count, and what the vendor includes, to one set of capabilities", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const team = await makeTeam(world.tenant.id, [person]);
    await grant(world);
    const { id } = await grant(world, { teamId: team.id, capabilities: ["view", "explore"] });
    const request = { tenant: world.tenant.slug, dashboard: world.dashboard.slug };
    const capabilities = async () => {
      const access = await authorize({ sessionId: person.sessionId, ...request });
      const viewer = await viewerOf(person, world.tenant.slug);
      const listed = await findDashboard(viewer, world.dashboard.slug);
      expect(access.outcome === "allowed" && access.authorization.capabilities).toEqual(
        listed?.capabilities,
      );
      return listed?.capabilities;
    };
    // Sigma's explore includes export.
    expect(await capabilities()).toEqual(["view", "export", "explore"]);
    await db().grant.update({ where: { id }, data: { expiresAt: past } });
    expect(await capabilities()).toEqual(["view"]);
  });

  it("offers every mapping and matching credential, and leaves the choice to resolve-mapping", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(world.tenant.id, { attributes: { region: "West" } });
    await grant(world);
    const { id: connectionId } = world.connection;
    await db().tenantMapping.createMany({
      data: [
        { tenantId: world.tenant.id, connectionId, region: "West", names: { team: "west" } },
        { tenantId: other.tenant.id, connectionId, names: { team: "other" } },
      ],
    });
    await db().embedCredential.createMany({
      data: [
        { connectionId, kid: "own", tenantId: world.tenant.id },
        { connectionId, kid: "others", tenantId: other.tenant.id },
        { connectionId, kid: "old", state: "retired" as const },
      ].map((row) => ({ ...row, algorithm: "HS256", encryptedSecret: "none" })),
    });
    const access = await authorize({
      sessionId: person.sessionId,
      tenant: world.tenant.slug,
      dashboard: world.dashboard.slug,
    });
    if (access.outcome !== "allowed") throw new Error(access.outcome);
    const { mappings, credentials, region } = access.authorization;
    expect(region).toBe("West");
    expect(mappings.map((row) => row.region).sort()).toEqual(["", "West"]);
    expect(credentials.map(({ kid }) => kid)).toEqual(["own", world.credential.kid]);
  });

  it("explains a preview step by step, up to the first that fails", async () => {
    const world = await makeWorld();
    const [member, stranger] = [await makePerson(world.tenant.id), await makePerson()];
    const request = { tenant: world.tenant.slug, dashboard: world.dashboard.slug };
    const steps = async (userId: string) =>
      (await previewAccess(userId, request)).steps.map(({ step, passed }) => [step, passed]);
    expect(await steps(stranger.id)).toEqual([
      ["account", true],
      ["membership", false],
    ]);
    await grant(world);
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { disabledAt: new Date() },
    });
    expect(await steps(member.id)).toEqual([
      ["account", true],
      ["membership", true],
      ["grant", true],
      ["connection", false],
    ]);
    await db().user.update({ where: { id: member.id }, data: { suspendedAt: new Date() } });
    expect(await steps(member.id)).toEqual([["account", false]]);
  });
});
