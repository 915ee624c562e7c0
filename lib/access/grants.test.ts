import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeTeam, makeWorld, type World } from "@/lib/testing/fixtures";
import { makeViewer, viewerOf } from "@/lib/testing/viewers";
import { capabilities } from "@/lib/vendors/contract";
import { vendors } from "@/lib/vendors/registry";
import { readAuthority } from "./authority";
import { findGranted, listGrants, setGrant } from "./grants";

const everything = { query: "", page: 1 };

/** Another dashboard of the world's connection, as if its vendor were this one. */
async function addBoard({ connection, dashboard }: World, vendor: string, kind: string) {
  await db().embedConnection.update({ where: { id: connection.id }, data: { vendor } });
  await db().dashboard.update({ where: { id: dashboard.id }, data: { kind } });
}

describe.skipIf(!hasDatabase)("grants", () => {
  it("open a dashboard to a team or to everybody, and end at once", async () => {
    const world = await makeWorld();
    const { tenant, dashboard } = world;
    const viewer = await makeViewer(tenant, { role: "admin" });
    const person = await makePerson(tenant.id);
    const team = await makeTeam(tenant.id, [person]);
    const pane = `${tenant.slug}/${dashboard.slug}`;
    const standing = async () => (await readAuthority(person.sessionId, [pane])).panes[pane];

    expect(await standing()).toBe("not_allowed");
    await setGrant(viewer, dashboard.slug, team.id, ["view", "export"]);
    expect(await standing()).toBe("allowed");
    await setGrant(viewer, dashboard.slug, null, ["view"]);
    expect(await findGranted(viewer, dashboard.slug)).toMatchObject({
      grants: [
        { team: null, capabilities: ["view"] },
        { team: { id: team.id }, capabilities: ["view", "export"] },
      ],
    });
    await setGrant(viewer, dashboard.slug, team.id, []);
    expect(await standing()).toBe("allowed");
    await setGrant(viewer, dashboard.slug, null, []);
    expect(await standing()).toBe("not_allowed");
    const rows = await db().auditEvent.findMany({
      where: { tenantId: tenant.id, action: "grant.set" },
      orderBy: { at: "asc" },
    });
    expect(rows).toMatchObject([
      {
        dashboard: dashboard.slug,
        outcome: "allowed",
        detail: { team: team.name, capabilities: ["view", "export"] },
      },
      { detail: { team: null, capabilities: ["view"] } },
      { detail: { team: team.name, capabilities: [] } },
      { detail: { team: null, capabilities: [] } },
    ]);
  });

  it("show a tenant only the dashboards of connections that know it", async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const viewer = await makeViewer(mine.tenant, { role: "owner" });
    const { rows } = await listGrants(viewer, everything);
    expect(rows.map(({ slug }) => slug)).toEqual([mine.dashboard.slug]);
    expect(await findGranted(viewer, theirs.dashboard.slug)).toBeNull();
    await expect(setGrant(viewer, theirs.dashboard.slug, null, ["view"])).rejects.toMatchObject({
      fields: { "": /does not exist/ },
    });
    const team = await makeTeam(theirs.tenant.id, []);
    await expect(setGrant(viewer, mine.dashboard.slug, team.id, ["view"])).rejects.toMatchObject({
      fields: { team: /does not exist/ },
    });
    expect(await db().grant.count({ where: { tenantId: mine.tenant.id } })).toBe(0);
  });

  it.each([[["export"]], [["view", "fly"]], [["view", "explore"]]])(
    "refuse %j at a vendor that cannot keep them apart, and keep what was",
    async (given) => {
      const { tenant, dashboard } = await makeWorld();
      const viewer = await makeViewer(tenant, { role: "owner" });
      await setGrant(viewer, dashboard.slug, null, ["view"]);
      await expect(setGrant(viewer, dashboard.slug, null, given)).rejects.toMatchObject({
        fields: { capabilities: /./ },
      });
      const kept = await db().grant.findMany({ where: { tenantId: tenant.id } });
      expect(kept).toMatchObject([{ capabilities: ["view"] }]);
    },
  );

  it("offer at each kind of each vendor what it can express, and refuse the rest on the server", async () => {
    const world = await makeWorld();
    const viewer = await makeViewer(world.tenant, { role: "owner" });
    let refused = 0;
    for (const vendor of vendors) {
      for (const [kind, spec] of Object.entries(vendor.kinds)) {
        await addBoard(world, vendor.id, kind);
        const board = await findGranted(viewer, world.dashboard.slug);
        for (const { capability, brings, refused: reason } of board?.choices ?? []) {
          const given = [...new Set(["view", ...brings, capability])];
          const asked = setGrant(viewer, world.dashboard.slug, null, given);
          expect(reason === null, `${vendor.id} ${kind} ${capability}`).toBe(
            spec.capabilities[capability] !== null &&
              brings.every((other) => spec.capabilities[other] !== null),
          );
          if (reason === null) await expect(asked).resolves.toBeUndefined();
          else {
            refused += 1;
            await expect(asked).rejects.toMatchObject({ fields: { capabilities: /./ } });
          }
        }
        expect(board?.choices.map((choice) => choice.capability)).toEqual([...capabilities]);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("are made one after the other when two are made at once", async () => {
    const { tenant, dashboard } = await makeWorld();
    const people = await Promise.all([1, 2, 3].map(() => makePerson(tenant.id, { role: "admin" })));
    await Promise.all(
      people.map(async (person) =>
        setGrant(await viewerOf(person, tenant.slug), dashboard.slug, null, ["view", "export"]),
      ),
    );
    expect(await db().grant.count({ where: { tenantId: tenant.id } })).toBe(1);
  });
});
