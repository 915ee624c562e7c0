import { describe, expect, it } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { deleteMapping, findMappings, listMappings, saveMapping } from "@/lib/connections/mappings";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makeOperator, makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { createTenant, editTenant, setTenantSuspended } from "./tenant-change";
import { findTenant, listTenants } from "./tenants";

const mark = () => Math.random().toString(36).slice(2, 10);

async function refusalOf(work: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return (error as ValidationError).fields;
}

const auditOf = (operator: SignedIn) =>
  db().auditEvent.findMany({ where: { userId: operator.user.id }, orderBy: { at: "asc" } });

describe.skipIf(!hasDatabase)("tenants", () => {
  const input = { name: "New customer", hue: 120, attributes: { plan: "trial" } };

  it("are made, changed, suspended and resumed, and each is written down under its name", async () => {
    const operator = await makeOperator();
    const slug = `t-${mark()}`;
    await createTenant(operator, { slug, ...input });
    expect(await findTenant(operator, slug)).toMatchObject({
      ...input,
      ...{ members: 0, owners: [], suspendedAt: null },
    });
    await editTenant(operator, slug, { ...input, hue: 200, attributes: {} });
    expect(await findTenant(operator, slug)).toMatchObject({ hue: 200, attributes: {} });
    await setTenantSuspended(operator, slug, true);
    expect((await findTenant(operator, slug))?.suspendedAt).toBeInstanceOf(Date);
    await setTenantSuspended(operator, slug, false);
    const rows = await auditOf(operator);
    expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["tenant.create", "allowed"],
      ["tenant.update", "allowed"],
      ["tenant.suspend", "allowed"],
      ["tenant.resume", "allowed"],
    ]);
    expect(new Set(rows.map(({ tenantSlug }) => tenantSlug))).toEqual(new Set([slug]));
  });

  it("are refused where they would hide a page or each other", async () => {
    const operator = await makeOperator();
    const taken = `t-${mark()}`;
    await createTenant(operator, { slug: taken, ...input });
    for (const slug of ["operator", "invite", "api", "Acme", "a--b", "", "a".repeat(64), taken]) {
      expect(await refusalOf(createTenant(operator, { ...input, slug })), slug).toHaveProperty(
        "slug",
      );
    }
    const bad = { name: " ", hue: 361, attributes: { "a b": "", plan: "" } };
    expect(
      Object.keys(await refusalOf(createTenant(operator, { slug: mark(), ...bad }))).sort(),
    ).toEqual(["attributes", "hue", "name"]);
    expect(
      await refusalOf(editTenant(operator, taken, { ...input, hue: Number.NaN })),
    ).toHaveProperty("hue");
    expect(await refusalOf(editTenant(operator, "no-such-one", input))).toHaveProperty("");
  });

  it("are found by name and cut into pages", async () => {
    const operator = await makeOperator();
    const word = mark();
    await db().tenant.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        ...{ slug: `${word}-${index}`, name: `Many ${word} ${index}` },
      })),
    });
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => listTenants(operator, { query: word, page })),
    );
    expect(pages.map(({ rows, page }) => [rows.length, page])).toEqual([
      [50, 1],
      [50, 2],
      [20, 3],
      [20, 3],
    ]);
    expect(
      new Set(pages.slice(0, 3).flatMap(({ rows }) => rows.map(({ slug }) => slug))).size,
    ).toBe(120);
    // Letter by letter: neither a wildcard nor what a database does not take as text.
    const found = async (query: string) => (await listTenants(operator, { query, page: 1 })).total;
    expect(await found(`${word} 1_`)).toBe(0);
    expect(await found(`${word}\u00001`)).toBe(31);
    await db().tenant.deleteMany({ where: { slug: { startsWith: word } } });
  });
});

describe.skipIf(!hasDatabase)("names at a vendor", () => {
  it("are what the next token says, for the tenant, a region and a team", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const person = await makePerson(world.tenant.id);
    const team = await makeTeam(world.tenant.id, [person]);
    await grant(world);
    const place = { tenant: world.tenant.slug, connection: world.connection.slug };
    const teams = async () => {
      const { answer } = await mintEmbed({
        ...{ sessionId: person.sessionId, tenant: world.tenant.slug, scheme: "light" },
        ...{ dashboard: world.dashboard.slug, requestId: "r" },
      });
      const src = answer.pane.kind === "frame" ? answer.pane.src : "";
      const [, payload = ""] = /:jwt=[\w-]+\.([\w-]+)\./.exec(src) ?? [];
      return JSON.parse(Buffer.from(payload, "base64url").toString()).teams;
    };
    const whole = `whole-${mark()}`;
    await saveMapping(operator, place, { region: "" }, { team: whole, tenant: whole });
    await saveMapping(operator, place, { team: team.id }, { team: `${whole}-sales` });
    expect(await teams()).toEqual([whole, `${whole}-sales`]);
    await saveMapping(operator, place, { region: "West" }, { team: `${whole}-west` });
    expect(await findMappings(operator, world.tenant.id, world.connection.id)).toEqual({
      names: { team: whole, tenant: whole },
      regions: [{ region: "West", names: { team: `${whole}-west` } }],
      teams: [{ id: team.id, name: team.name, names: { team: `${whole}-sales` } }],
    });
    const row = (await listMappings(operator, world.tenant.id)).find(
      ({ connection }) => connection.slug === world.connection.slug,
    );
    expect(row).toMatchObject({ mapped: true, regions: 1, teams: 1 });

    await deleteMapping(operator, place, { team: team.id });
    expect(await teams()).toEqual([whole]);
    await deleteMapping(operator, place, { region: "" });
    await expect(teams()).rejects.toMatchObject({ code: "not_configured" });
    expect((await auditOf(operator)).map(({ action }) => action)).toEqual([
      ...Array(3).fill("mapping.set"),
      ...Array(2).fill("mapping.remove"),
    ]);
  });

  it("are checked by the vendor, and are never two tenants' nor another tenant's team's", async () => {
    const operator = await makeOperator();
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const place = { tenant: mine.tenant.slug, connection: mine.connection.slug };
    const set = (named: { region: string } | { team: string }, names: Record<string, string>) =>
      refusalOf(saveMapping(operator, place, named, names));
    expect(await set({ region: "" }, { team: "only" })).toHaveProperty(["names.tenant"]);
    expect(await set({ region: "" }, { team: "a", tenant: "b", other: "c" })).toBeTruthy();
    const foreign = await makeTeam(theirs.tenant.id, []);
    expect(await set({ team: foreign.id }, { team: "a" })).toHaveProperty("");
    await deleteMapping(operator, place, { team: foreign.id });
    const own = await makeTeam(mine.tenant.id, []);
    expect(await set({ team: own.id }, {})).toHaveProperty(["names.team"]);

    // What chooses the rows is what must differ.
    const same = { team: "another", tenant: mine.tenant.slug };
    const other = { tenant: theirs.tenant.slug, connection: mine.connection.slug };
    const shared = await refusalOf(saveMapping(operator, other, { region: "" }, same));
    expect(shared[""]).toContain(mine.tenant.name);
    expect(await refusalOf(saveMapping(operator, other, { region: "West" }, same))).toHaveProperty(
      "",
    );
  });
});
