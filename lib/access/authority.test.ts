import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { findAuthority, parsePanes } from "./authority";

describe("pane names", () => {
  it("are tenant/dashboard, up to fifty, without duplicates", () => {
    expect(parsePanes(["acme/one", "acme/one", "acme/two"])).toEqual(["acme/one", "acme/two"]);
    for (const bad of ["acme", "acme/one/two", "Acme/one", "acme/'; drop", "/", "acme/"]) {
      expect(() => parsePanes([bad])).toThrow("bad_request");
    }
    expect(() => parsePanes(Array.from({ length: 51 }, (_, i) => `acme/d-${i}`))).toThrow();
  });
});

describe.skipIf(!hasDatabase)("the poll of open tabs", () => {
  it("follows grants, teams, connections and dashboards", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const team = await makeTeam(world.tenant.id, [person]);
    const pane = `${world.tenant.slug}/${world.dashboard.slug}`;
    const status = async () => (await findAuthority(person.sessionId, [pane])).panes[pane];

    expect(await status()).toBe("not_allowed");
    await grant(world, { teamId: team.id });
    expect(await status()).toBe("allowed");
    expect(await findAuthority(person.sessionId, [])).toEqual({
      viewer: person.id,
      panes: { [pane]: "allowed" },
    });
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { disabledAt: new Date() },
    });
    expect(await status()).toBe("not_configured");
    await db().teamMembership.deleteMany({ where: { teamId: team.id } });
    expect(await status()).toBe("not_allowed");
    await db().dashboard.delete({ where: { id: world.dashboard.id } });
    expect(await status()).toBe("gone");
  });

  it("reveals nothing about another tenant", async () => {
    const [own, other] = [await makeWorld(), await makeWorld()];
    const person = await makePerson(own.tenant.id);
    await grant(other);
    const pane = `${other.tenant.slug}/${other.dashboard.slug}`;
    expect((await findAuthority(person.sessionId, [pane])).panes).toEqual({ [pane]: "gone" });
    expect((await findAuthority(person.sessionId, [])).panes).toEqual({});
  });

  it("ends with the session, and says when the account is suspended", async () => {
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    await expect(findAuthority(person.sessionId, [])).rejects.toMatchObject({
      code: "signed_out",
      more: { reason: "suspended" },
    });
    for (const sessionId of ["unknown", null]) {
      await expect(findAuthority(sessionId, [])).rejects.toMatchObject({
        code: "signed_out",
        more: {},
      });
    }
  });
});
