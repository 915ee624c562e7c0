import { describe, expect, it } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makeOperator } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { createTenant, editTenant, findTenant, listTenants, setTenantSuspended } from "./tenants";

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
