import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeTeam, makeWorld, type World } from "@/lib/testing/fixtures";
import { makeViewer, viewerOf } from "@/lib/testing/viewers";
import { capabilities } from "@/lib/vendors/contract";
import { vendors } from "@/lib/vendors/registry";
import { findAuthority } from "./authority";
import { findGranted, listGrants, setGrant } from "./grants";

const everything = { query: "", page: 1 };

/** Turns the world's dashboard into one of this vendor and kind. */
async function changeVendor({ connection, dashboard }: World, vendor: string, kind: string) {
  await db().embedConnection.update({ where: { id: connection.id }, data: { vendor } });
  await db().dashboard.update({ where: { id: dashboard.id }, data: { kind } });
}

describe.skipIf(!hasDatabase)("sharing a dashboard", () => {
  it("gives access to a team or the whole tenant, and takes effect at once", async () => {
    const world = await makeWorld();
    const { tenant, dashboard } = world;
    const viewer = await makeViewer(tenant, { role: "admin" });
    const person = await makePerson(tenant.id);
    const team = await makeTeam(tenant.id, [person]);
    const pane = `${tenant.slug}/${dashboard.slug}`;
    const status = async () => (await findAuthority(person.sessionId, [pane])).panes[pane];

    expect(await status()).toBe("not_allowed");
    await setGrant(viewer, dashboard.slug, team.id, ["view", "export"]);
    expect(await status()).toBe("allowed");
    await setGrant(viewer, dashboard.slug, null, ["view"]);
    expect(await findGranted(viewer, dashboard.slug)).toMatchObject({
      grants: [
        { team: null, capabilities: ["view"] },
        { team: { id: team.id }, capabilities: ["view", "export"] },
      ],
    });
    await setGrant(viewer, dashboard.slug, team.id, []);
    expect(await status()).toBe("allowed");
    await setGrant(viewer, dashboard.slug, null, []);
    expect(await status()).toBe("not_allowed");
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

  it("offers a tenant only the dashboards of connections it is mapped in", async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const viewer = await makeViewer(mine.tenant, { role: "owner" });
    const { rows } = await listGrants(viewer, everything);
    expect(rows.map(({ slug }) => slug)).toEqual([mine.dashboard.slug]);
    expect(await findGranted(viewer, theirs.dashboard.slug)).toBeNull();
    await expect(setGrant(viewer, theirs.dashboard.slug, null, ["view"])).rejects.toMatchObject({
      fields: { "": /no longer exists/ },
    });
    const team = await makeTeam(theirs.tenant.id, []);
    await expect(setGrant(viewer, mine.dashboard.slug, team.id, ["view"])).rejects.toMatchObject({
      fields: { team: /no longer exists/ },
    });
    expect(await db().grant.count({ where: { tenantId: mine.tenant.id } })).toBe(0);
  });

  it.each([[["export"]], [["view", "fly"]], [["view", "explore"]]])(
    "refuses %j at a vendor that cannot separate them, and keeps the grant as it was",
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

  it("offers what each kind of each vendor can express, and refuses the rest on the server", async () => {
    const world = await makeWorld();
    const viewer = await makeViewer(world.tenant, { role: "owner" });
    let refused = 0;
    for (const vendor of vendors) {
      for (const [kind, spec] of Object.entries(vendor.kinds)) {
        await changeVendor(world, vendor.id, kind);
        const dashboard = await findGranted(viewer, world.dashboard.slug);
        for (const { capability, includes, refused: reason } of dashboard?.choices ?? []) {
          const given = [...new Set(["view", ...includes, capability])];
          const granting = setGrant(viewer, world.dashboard.slug, null, given);
          expect(reason === null, `${vendor.id} ${kind} ${capability}`).toBe(
            spec.capabilities[capability] !== null &&
              includes.every((other) => spec.capabilities[other] !== null),
          );
          if (reason === null) await expect(granting).resolves.toBeUndefined();
          else {
            refused += 1;
            await expect(granting).rejects.toMatchObject({ fields: { capabilities: /./ } });
          }
        }
        expect(dashboard?.choices.map((choice) => choice.capability)).toEqual([...capabilities]);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("ends on its expiry date, which must be in the future", async () => {
    const { tenant, dashboard } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const share = (expiresAt: Date | null) =>
      setGrant(viewer, dashboard.slug, null, ["view"], expiresAt);
    await expect(share(new Date())).rejects.toMatchObject({ fields: { expiresAt: /future/ } });
    const expiresAt = new Date(Date.now() + 60_000);
    await share(expiresAt);
    expect(await findGranted(viewer, dashboard.slug)).toMatchObject({ grants: [{ expiresAt }] });
    const entry = await db().auditEvent.findFirst({
      where: { tenantId: tenant.id, outcome: "allowed" },
    });
    expect(entry?.detail).toMatchObject({ expiresAt: expiresAt.toISOString() });
    await share(null);
    expect(await findGranted(viewer, dashboard.slug)).toMatchObject({
      grants: [{ expiresAt: null }],
    });
  });

  it("handles two changes at once one after the other", async () => {
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
