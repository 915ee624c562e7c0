import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { parsePanes, readAuthority } from "./authority";

describe("the names of panes", () => {
  it("are tenant/dashboard, at most fifty, each once", () => {
    expect(parsePanes(["acme/one", "acme/one", "acme/two"])).toEqual(["acme/one", "acme/two"]);
    for (const bad of ["acme", "acme/one/two", "Acme/one", "acme/'; drop", "/", "acme/"]) {
      expect(() => parsePanes([bad])).toThrow("bad_request");
    }
    expect(() => parsePanes(Array.from({ length: 51 }, (_, i) => `acme/d-${i}`))).toThrow();
  });
});

describe.skipIf(!hasDatabase)("authority", () => {
  it("follows grants, teams, connections and dashboards", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const team = await makeTeam(world.tenant.id, [person]);
    const pane = `${world.tenant.slug}/${world.dashboard.slug}`;
    const standing = async () => (await readAuthority(person.sessionId, [pane])).panes[pane];

    expect(await standing()).toBe("not_allowed");
    await grant(world, { teamId: team.id });
    expect(await standing()).toBe("allowed");
    expect(await readAuthority(person.sessionId, [])).toEqual({
      viewer: person.id,
      panes: { [pane]: "allowed" },
    });
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { disabledAt: new Date() },
    });
    expect(await standing()).toBe("not_configured");
    await db().teamMembership.deleteMany({ where: { teamId: team.id } });
    expect(await standing()).toBe("not_allowed");
    await db().dashboard.delete({ where: { id: world.dashboard.id } });
    expect(await standing()).toBe("gone");
  });

  it("tells nothing of another tenant", async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(mine.tenant.id);
    await grant(theirs);
    const pane = `${theirs.tenant.slug}/${theirs.dashboard.slug}`;
    expect((await readAuthority(person.sessionId, [pane])).panes).toEqual({ [pane]: "gone" });
    expect((await readAuthority(person.sessionId, [])).panes).toEqual({});
  });

  it("ends with the session, and says when the account is suspended", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    await expect(readAuthority(person.sessionId, [])).rejects.toMatchObject({
      code: "signed_out",
      more: { reason: "suspended" },
    });
    await expect(readAuthority("nobody", [])).rejects.toMatchObject({
      code: "signed_out",
      more: {},
    });
    await expect(readAuthority(null, [])).rejects.toMatchObject({ code: "signed_out" });
  });
});
