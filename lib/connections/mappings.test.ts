import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makeOperator, makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { deleteMapping, findMappings, listMappings, saveMapping } from "./mappings";

const unique = () => Math.random().toString(36).slice(2, 10);

async function refusalOf(work: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return (error as ValidationError).fields;
}

const auditOf = (userId: string) =>
  db().auditEvent.findMany({ where: { userId }, orderBy: { at: "asc" } });

describe.skipIf(!hasDatabase)("vendor mappings", () => {
  it("of a tenant, a region and a team are in the next token", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const team = await makeTeam(world.tenant.id, [person]);
    await grant(world);
    const slugs = { tenant: world.tenant.slug, connection: world.connection.slug };
    const mintTeams = async () => {
      const { mint } = await mintEmbed({
        ...{ sessionId: person.sessionId, tenant: world.tenant.slug, scheme: "light" },
        ...{ dashboard: world.dashboard.slug, requestId: "r" },
      });
      const src = mint.pane.kind === "frame" ? mint.pane.src : "";
      const [, payload = ""] = /:jwt=[\w-]+\.([\w-]+)\./.exec(src) ?? [];
      return JSON.parse(Buffer.from(payload, "base64url").toString()).teams;
    };
    const whole = `whole-${unique()}`;
    await saveMapping(operator, slugs, { region: "" }, { team: whole, tenant: whole });
    await saveMapping(operator, slugs, { team: team.id }, { team: `${whole}-sales` });
    expect(await mintTeams()).toEqual([whole, `${whole}-sales`]);
    await saveMapping(operator, slugs, { region: "West" }, { team: `${whole}-west` });
    expect(await findMappings(operator, world.tenant.id, world.connection.id)).toEqual({
      names: { team: whole, tenant: whole },
      regions: [{ region: "West", names: { team: `${whole}-west` } }],
      teams: [{ id: team.id, name: team.name, names: { team: `${whole}-sales` } }],
    });
    const row = (await listMappings(operator, world.tenant.id)).find(
      ({ connection }) => connection.slug === world.connection.slug,
    );
    expect(row).toMatchObject({ mapped: true, regions: 1, teams: 1 });

    await deleteMapping(operator, slugs, { team: team.id });
    expect(await mintTeams()).toEqual([whole]);
    await deleteMapping(operator, slugs, { region: "" });
    await expect(mintTeams()).rejects.toMatchObject({ code: "not_configured" });
    expect((await auditOf(operator.user.id)).map(({ action }) => action)).toEqual([
      ...Array(3).fill("mapping.set"),
      ...Array(2).fill("mapping.remove"),
    ]);
  });

  it("are checked against the vendor's schema and never shared by two tenants", async () => {
    const operator = await makeOperator();
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const slugs = { tenant: mine.tenant.slug, connection: mine.connection.slug };
    const set = (target: { region: string } | { team: string }, names: Record<string, string>) =>
      refusalOf(saveMapping(operator, slugs, target, names));
    expect(await set({ region: "" }, { team: "only" })).toHaveProperty(["names.tenant"]);
    expect(await set({ region: "" }, { team: "a", tenant: "b", other: "c" })).toBeTruthy();
    const foreign = await makeTeam(theirs.tenant.id, []);
    expect(await set({ team: foreign.id }, { team: "a" })).toHaveProperty("");
    await deleteMapping(operator, slugs, { team: foreign.id });
    const own = await makeTeam(mine.tenant.id, []);
    expect(await set({ team: own.id }, {})).toHaveProperty(["names.team"]);

    // The names that select the rows must differ.
    const same = { team: "another", tenant: mine.tenant.slug };
    const other = { tenant: theirs.tenant.slug, connection: mine.connection.slug };
    const shared = await refusalOf(saveMapping(operator, other, { region: "" }, same));
    expect(shared[""]).toContain(mine.tenant.name);
    expect(await refusalOf(saveMapping(operator, other, { region: "West" }, same))).toHaveProperty(
      "",
    );
  });
});
