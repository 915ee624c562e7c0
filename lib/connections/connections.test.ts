import { describe, expect, it } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makeOperator } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { goldens } from "@/lib/vendors/golden.fixtures";
import { vendors } from "@/lib/vendors/registry";
import {
  createConnection,
  editConnection,
  findConnection,
  listConnections,
  setConnectionDisabled,
} from "./connections";
import type { SchemaField } from "./schema";
import { readFields, toFields } from "./schema-fields";

const unique = () => Math.random().toString(36).slice(2, 10);

const refusedFields = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return Object.keys((error as ValidationError).fields).sort();
};

const actionsOf = async (operator: SignedIn) =>
  (
    await db().auditEvent.findMany({ where: { userId: operator.user.id }, orderBy: { at: "asc" } })
  ).map(({ action, outcome, reason }) => [action, outcome, reason]);

/** What a browser submits when no field was changed. */
function submitUnchanged(fields: readonly SchemaField[], form = new FormData(), prefix = "") {
  for (const field of fields) {
    const name = prefix + field.name;
    if (field.kind === "group") submitUnchanged(field.fields, form, prefix);
    else if (field.kind === "checkboxes") for (const one of field.value) form.append(name, one);
    else if (field.kind !== "checkbox") form.set(name, field.value);
    else if (field.value) form.set(name, "on");
  }
  return form;
}

describe("a form made from a vendor's schema", () => {
  const cases = vendors.flatMap((vendor) =>
    (goldens[vendor.id] ?? []).map(({ title, settings }) => ({ vendor, title, settings })),
  );

  it.each(cases)("submits $vendor.id's settings unchanged: $title", ({ vendor, settings }) => {
    const stored = vendor.settings.parse(settings);
    const fields = toFields(vendor.settings, stored);
    const submitted = readFields(
      fields,
      submitUnchanged(fields, new FormData(), "settings."),
      "settings.",
    );
    expect(vendor.settings.parse(submitted)).toEqual(stored);
  });

  it("labels every field and marks the required ones", () => {
    for (const vendor of vendors) {
      const flat = (fields: SchemaField[]): SchemaField[] =>
        fields.flatMap((field) => (field.kind === "group" ? flat(field.fields) : [field]));
      const fields = flat(toFields(vendor.settings));
      const appUrl = fields.find(({ name }) => name === "appUrl");
      expect(appUrl).toMatchObject({ kind: "url", required: true });
      for (const { label, name } of fields) expect(label, name).toMatch(/^[A-Z]/);
    }
  });

  it("keeps names that the schema doesn't list", () => {
    for (const vendor of vendors) {
      const names = (goldens[vendor.id] ?? []).flatMap(({ scope }) =>
        scope.mapping ? [scope.mapping] : [],
      );
      for (const stored of [...names, { organization: "o", "ref:lnk_a": "lnk_b" }]) {
        if (!vendor.mapping.safeParse(stored).success) continue;
        const fields = toFields(vendor.mapping, stored);
        expect(readFields(fields, submitUnchanged(fields))).toEqual(stored);
      }
    }
  });
});

describe.skipIf(!hasDatabase)("connections", () => {
  const settings = {
    ...{ appUrl: "https://app.sigmacomputing.com", organization: "acme-org" },
    accountTypes: { view: "View", export: "Act", explore: "Analyze", edit: "Build" },
  };
  const input = () => ({
    ...{ slug: `c-${unique()}`, name: "Ours", vendor: "sigma", ttlSeconds: null, settings },
  });

  it("are created, edited, disabled and enabled, each with an audit entry", async () => {
    const operator = await makeOperator();
    const given = input();
    const { slug } = await createConnection(operator, given);
    const made = await findConnection(operator, slug);
    expect(made).toMatchObject({
      name: "Ours",
      settings: { menuPosition: "bottom" },
      disabledAt: null,
    });
    await editConnection(operator, slug, {
      ...{ ...given, name: " Theirs ", ttlSeconds: 60 },
      settings: { ...settings, menuPosition: "none" },
    });
    expect(await findConnection(operator, slug)).toMatchObject({ name: "Theirs", ttlSeconds: 60 });
    await setConnectionDisabled(operator, slug, true);
    expect((await findConnection(operator, slug))?.disabledAt).toBeInstanceOf(Date);
    await setConnectionDisabled(operator, slug, false);
    expect((await findConnection(operator, slug))?.disabledAt).toBeNull();
    expect(await actionsOf(operator)).toEqual([
      ["connection.create", "allowed", null],
      ["connection.update", "allowed", null],
      ["connection.disable", "allowed", null],
      ["connection.enable", "allowed", null],
    ]);
    const [, update] = await db().auditEvent.findMany({
      where: { userId: operator.user.id },
      orderBy: { at: "asc" },
    });
    expect(update?.detail).toMatchObject({ changed: ["menuPosition"] });
  });

  it("are refused field by field, and nothing is stored", async () => {
    const operator = await makeOperator();
    const good = input();
    expect(await refusedFields(createConnection(operator, { ...good, vendor: "nobody" }))).toEqual([
      "vendor",
    ]);
    const bad = {
      ...{ ...good, slug: "Not A Slug", name: " ", ttlSeconds: 1 },
      settings: { ...settings, appUrl: "http://x.example", accountTypes: { view: "View" } },
    };
    expect(await refusedFields(createConnection(operator, bad))).toEqual([
      "name",
      "settings.accountTypes.edit",
      "settings.accountTypes.explore",
      "settings.accountTypes.export",
      "settings.appUrl",
      "slug",
      "ttlSeconds",
    ]);
    await createConnection(operator, good);
    expect(await refusedFields(createConnection(operator, good))).toEqual(["slug"]);
    expect(await refusedFields(editConnection(operator, "no-such-one", good))).toEqual([""]);
    expect((await actionsOf(operator)).map(([, outcome]) => outcome)).toEqual([
      "refused",
      "refused",
      "allowed",
      "refused",
    ]);
  });

  it("are searched by name and listed in pages of 50", async () => {
    const operator = await makeOperator();
    const word = unique();
    await db().embedConnection.createMany({
      data: Array.from({ length: 51 }, (_, index) => ({
        ...{ slug: `${word}-${index}`, name: `Many ${word} ${index}`, vendor: "sigma", settings },
      })),
    });
    const first = await listConnections(operator, { query: word.toUpperCase(), page: 1 });
    expect(first).toMatchObject({ total: 51, page: 1, pages: 2 });
    expect(first.rows).toHaveLength(50);
    const last = await listConnections(operator, { query: word, page: 99 });
    expect(last).toMatchObject({ page: 2 });
    expect(last.rows).toHaveLength(1);
    await db().embedConnection.deleteMany({ where: { slug: { startsWith: word } } });
  });
});
