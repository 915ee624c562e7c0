import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makeOperator, makeWorld } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import {
  createDashboard,
  deleteDashboard,
  editDashboard,
  findRegistered,
  listRegistered,
  moveDashboard,
  recognizeUrl,
  suggestSlug,
  suggestTitle,
} from "./dashboards";

const unique = () => Math.random().toString(36).slice(2, 10);

async function refusedFields(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return Object.keys((error as ValidationError).fields).sort();
}

describe.skipIf(!hasDatabase)("registered dashboards", () => {
  it("are created, edited and deleted, each with an audit entry", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const slug = `d-${unique()}`;
    const input = {
      ...{ title: "Sales", description: "", connection: world.connection.slug },
      ...{ kind: "workbook", ref: "Sales-wb9" },
    };
    await createDashboard(operator, { slug, ...input });
    expect(await findRegistered(operator, slug)).toEqual({ slug, ...input, tenants: 0 });
    await editDashboard(operator, slug, { ...input, kind: "page", ref: "Sales-wb9/page/p1" });
    expect(await findRegistered(operator, slug)).toMatchObject({ kind: "page" });
    await deleteDashboard(operator, slug);
    expect(await findRegistered(operator, slug)).toBeNull();
    const rows = await db().auditEvent.findMany({
      where: { userId: operator.user.id },
      orderBy: { at: "asc" },
    });
    expect(rows.map(({ action, outcome, dashboard }) => [action, outcome, dashboard])).toEqual([
      ["dashboard.create", "allowed", slug],
      ["dashboard.update", "allowed", slug],
      ["dashboard.delete", "allowed", slug],
    ]);
  });

  it("are refused when the vendor can't show them, or can't express what is already granted", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const good = {
      ...{ title: "Sales", description: "", connection: world.connection.slug },
      ...{ kind: "workbook", ref: "Sales-wb9", slug: `d-${unique()}` },
    };
    const create = (changes: Partial<typeof good>) =>
      refusedFields(createDashboard(operator, { ...good, ...changes }));
    expect(await create({ ref: "Sales-wb9/page/p1" })).toEqual(["ref"]);
    expect(await create({ ref: ".." })).toEqual(["ref"]);
    expect(await create({ kind: "constructor" })).toEqual(["kind"]);
    expect(await create({ connection: "nowhere" })).toEqual(["connection"]);
    expect(await create({ title: "", slug: "A B" })).toEqual(["slug", "title"]);
    expect(await create({ slug: world.dashboard.slug })).toEqual(["slug"]);

    await grant(world, { capabilities: ["view", "export", "explore"] });
    const scoop = await db().embedConnection.create({
      data: {
        ...{ slug: `scoop-${unique()}`, name: "Scoop", vendor: "scoop" },
        settings: { appUrl: "https://embed.scoop.example", appId: "app" },
      },
    });
    const moved = { ...good, connection: scoop.slug, kind: "canvas", ref: "C_1" };
    expect(await refusedFields(editDashboard(operator, world.dashboard.slug, moved))).toEqual([
      "kind",
    ]);
  });

  it("move up and down in the order everyone sees", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const word = unique();
    for (const title of ["A", "B", "C"]) {
      await createDashboard(operator, {
        ...{ slug: `${word}-${title.toLowerCase()}`, title: `${word} ${title}`, description: "" },
        ...{ connection: world.connection.slug, kind: "workbook", ref: "Sales-wb9" },
      });
    }
    const order = async () =>
      (await listRegistered(operator, { query: word, page: 1 })).rows.map(({ title }) =>
        title.at(-1),
      );
    expect(await order()).toEqual(["A", "B", "C"]);
    await moveDashboard(operator, `${word}-c`, "up");
    expect(await order()).toEqual(["A", "C", "B"]);
    await moveDashboard(operator, `${word}-a`, "down");
    expect(await order()).toEqual(["C", "A", "B"]);
    const { rows } = await listRegistered(operator, { query: "", page: 1 });
    const first = rows[0]?.slug ?? "";
    expect(await refusedFields(moveDashboard(operator, first, "up"))).toEqual([""]);
  });

  it("are recognized from a vendor's URL, with a suggested title and a free slug", async () => {
    const operator = await makeOperator();
    const world = await makeWorld();
    const organization = `org-${unique()}`;
    await db().embedConnection.update({
      where: { id: world.connection.id },
      data: { settings: { ...(world.connection.settings as object), organization } },
    });
    const address = `https://app.sigmacomputing.com/${organization}/workbook/Sales-Overview-wb01`;
    const found = await recognizeUrl(operator, `  ${address}?:explore=1\n`);
    expect(found).toEqual({
      ...{ connection: world.connection.slug, kind: "workbook", ref: "Sales-Overview-wb01" },
    });
    expect(found && suggestTitle(found)).toBe("Sales Overview");
    const slug = await suggestSlug(`Überblick ${organization}`);
    expect(slug).toBe(`uberblick-${organization}`);
    await db().dashboard.update({ where: { id: world.dashboard.id }, data: { slug } });
    expect(await suggestSlug(`Überblick ${organization}`)).toBe(`${slug}-2`);
    for (const nothing of ["", "no address", "https://example.com/", "javascript:alert(1)"]) {
      expect(await recognizeUrl(operator, nothing)).toBeNull();
    }
  });
});
