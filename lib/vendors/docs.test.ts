import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { capabilities, type Trait, traits } from "./contract";
import { kindCases } from "./golden.fixtures";
import { vendors } from "./registry";

const document = readFileSync(new URL("../../docs/vendors.md", import.meta.url), "utf8");

/** The cells of the first table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = document.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const [table = ""] = /(^\|.*\n)+/m.exec(section) ?? [];
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => line.slice(1, -1).split("|"))
    .map((cells) => cells.map((cell) => cell.trim()));
}

const rows = kindCases.map((one) => ({
  ...one,
  title: `${one.vendor.label} \`${one.scope.dashboard.kind}\``,
}));

it("lists every kind's renewal and traits", () => {
  const columns = Object.keys(traits) as Trait[];
  expect(tableUnder("Features")).toEqual(
    rows.map(({ title, vendor, kind, scope, settings }) => [
      title,
      vendor.renewal("TOKEN", scope, settings).mode,
      ...columns.map((trait) => (kind.traits.includes(trait) ? "yes" : "–")),
      `${vendor.maxSeconds} s`,
    ]),
  );
});

it("lists how every capability is expressed", () => {
  expect(tableUnder("Permissions")).toEqual(
    rows.map(({ title, kind }) => [
      title,
      ...capabilities.map((capability) => {
        const expressed = kind.capabilities[capability] ?? "refused";
        const included = kind.includes[capability] ?? [];
        return included.length > 0 ? `${expressed} (includes ${included.join(", ")})` : expressed;
      }),
    ]),
  );
});

it("lists how regions and teams are expressed", () => {
  expect(tableUnder("Regions and teams").map((row) => row.slice(0, 3))).toEqual(
    rows.map(({ title, kind }) => [title, kind.region, kind.teams]),
  );
});

it("lists the key that each vendor needs", () => {
  expect(tableUnder("Keys")).toEqual(
    vendors.map(({ label, credential: { algorithms, bytes, minBytes, kid, tenantKid } }) => [
      label,
      algorithms.join(", "),
      bytes ? `exactly ${bytes}` : minBytes ? `${minBytes} or more` : "–",
      kid === "required" ? "yes" : "–",
      tenantKid ? "tenant" : "connection",
    ]),
  );
});

it("lists every setting and mapping, and no others", () => {
  const names = (cell = "") => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort();
  const shapeOf = (schema: unknown) =>
    schema ? Object.keys((schema as { shape: object }).shape).sort() : [];
  const table = tableUnder("Settings and mappings");
  expect(table.map(([label]) => label)).toEqual(vendors.map(({ label }) => label));
  for (const [index, { label, settings, mapping, teamMapping }] of vendors.entries()) {
    const [, connection, tenant, team] = table[index] ?? [];
    expect(names(connection), label).toEqual(shapeOf(settings));
    expect(names(tenant), label).toEqual(shapeOf(mapping));
    expect(names(team), label).toEqual(shapeOf(teamMapping));
  }
});

it("lists the API key of every vendor that has one", () => {
  expect(tableUnder("API keys").map(([label, key = ""]) => [label, key.split(";")[0]])).toEqual(
    vendors.flatMap(({ label, credential: { api } }) => (api ? [[label, api.label]] : [])),
  );
});
