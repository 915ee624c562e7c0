import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { capabilities, type Fact, facts, type Kind, type Vendor } from "./contract";
import { baseScope, goldens } from "./golden.fixtures";
import { vendors } from "./registry";

const document = readFileSync(new URL("../../docs/vendors.md", import.meta.url), "utf8");

/** The rows of a table, by its heading: cells without their padding. */
function tableUnder(heading: string): string[][] {
  const section = document.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    )
    .filter(([first]) => !/^-+$/.test(first ?? ""));
}

const eachKind = <T>(row: (vendor: Vendor, kind: string, spec: Kind) => T): T[] =>
  vendors.flatMap((vendor) =>
    Object.entries(vendor.kinds).map(([kind, spec]) => row(vendor, kind, spec)),
  );

const nameOf = (vendor: Vendor, kind: string) => `${vendor.label} \`${kind}\``;

function wayOf(vendor: Vendor, kind: string): string {
  const golden = (goldens[vendor.id] ?? []).find(
    ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind === kind,
  );
  if (!golden) throw new Error(`no golden entry for ${vendor.id} ${kind}`);
  const settings = vendor.settings.parse(golden.settings);
  return vendor.renewal("TOKEN", { ...baseScope, ...golden.scope }, settings).mode;
}

it("lists what every kind can do", () => {
  const columns = Object.keys(facts) as Fact[];
  const rows = eachKind((vendor, kind, spec) => [
    nameOf(vendor, kind),
    wayOf(vendor, kind),
    ...columns.map((fact) => (spec.facts.includes(fact) ? "yes" : "–")),
    `${vendor.maxSeconds} s`,
  ]);
  expect(tableUnder("What each can do").slice(1)).toEqual(rows);
});

it("lists how every capability is said", () => {
  const rows = eachKind((vendor, kind, spec) => [
    nameOf(vendor, kind),
    ...capabilities.map((capability) => {
      const said = spec.capabilities[capability] ?? "refused";
      const brought = spec.brings[capability] ?? [];
      return brought.length > 0 ? `${said} (brings ${brought.join(", ")})` : said;
    }),
  ]);
  expect(tableUnder("How a grant is said").slice(1)).toEqual(rows);
});

it("lists how each narrows", () => {
  const rows = eachKind((vendor, kind, spec) => [nameOf(vendor, kind), spec.region, spec.teams]);
  expect(
    tableUnder("Narrower than the tenant")
      .slice(1)
      .map((row) => row.slice(0, 3)),
  ).toEqual(rows);
});

it("lists the key each needs", () => {
  const rows = vendors.map(({ label, credential }) => [
    label,
    credential.algorithms.join(", "),
    credential.bytes ? `exactly ${credential.bytes}` : `${credential.minBytes ?? "–"}`,
    credential.kid === "required" ? "yes" : "–",
    credential.perTenant ? "each tenant" : "the connection",
  ]);
  expect(tableUnder("Keys").slice(1)).toEqual(rows);
});

it("lists every setting and every name, and none that is not there", () => {
  const table = tableUnder("What to enter").slice(1);
  const words = (cell = "") => [...cell.matchAll(/`([\w:<>]+)`/g)].map(([, word]) => word);
  for (const vendor of vendors) {
    const row = table.find(([label]) => label === vendor.label);
    expect(words(row?.[1]).sort(), vendor.label).toEqual(shapeOf(vendor.settings));
    expect(
      words(row?.[2])
        .filter((word) => word !== "ref:<ref>")
        .sort(),
      vendor.label,
    ).toEqual(shapeOf(vendor.mapping));
    expect(words(row?.[3]).sort(), vendor.label).toEqual(
      vendor.teamMapping ? shapeOf(vendor.teamMapping) : [],
    );
  }
});

/** Member names of an object schema. */
function shapeOf(schema: object): string[] {
  if (!("shape" in schema)) throw new Error("not an object schema");
  return Object.keys(schema.shape as object).sort();
}
