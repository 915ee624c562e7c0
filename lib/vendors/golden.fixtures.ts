import { baseScope, type Golden, type VendorFixtures } from "./base.fixtures";
import { basedash } from "./basedash/golden.fixtures";
import type { EmbedScope, Kind, Vendor } from "./contract";
import { explo } from "./explo/golden.fixtures";
import { holistics } from "./holistics/golden.fixtures";
import { vendors } from "./registry";
import { scoop } from "./scoop/golden.fixtures";
import { sigma } from "./sigma/golden.fixtures";

const fixtures: Readonly<Record<string, VendorFixtures>> = {
  explo,
  sigma,
  holistics,
  scoop,
  basedash,
};

export const goldens: Readonly<Record<string, readonly Golden[]>> = Object.fromEntries(
  Object.entries(fixtures).map(([id, { goldens }]) => [id, goldens]),
);

export function fixturesOf({ id }: Vendor): VendorFixtures {
  const found = fixtures[id];
  if (!found) throw new Error(`no golden.fixtures.ts for ${id}`);
  return found;
}

export type Case = {
  name: string;
  vendor: Vendor;
  kind: Kind;
  golden: Golden;
  settings: unknown;
  scope: EmbedScope;
};

/** Every golden entry, parsed. */
export const goldenCases: readonly Case[] = vendors.flatMap((vendor) =>
  fixturesOf(vendor).goldens.map((golden) => {
    const scope = { ...baseScope, ...golden.scope };
    const kind = vendor.kinds[scope.dashboard.kind];
    if (!kind) throw new Error(`${golden.title}: no kind ${scope.dashboard.kind}`);
    const settings = vendor.settings.parse(golden.settings);
    return { name: `${vendor.id}: ${golden.title}`, vendor, kind, golden, settings, scope };
  }),
);

/** One for each kind: its first golden, with the plainest scope. */
export const kindCases: readonly Case[] = vendors.flatMap((vendor) =>
  Object.keys(vendor.kinds).map((kind) => {
    const found = goldenCases.find(
      (one) => one.vendor === vendor && one.scope.dashboard.kind === kind,
    );
    if (!found) throw new Error(`no golden entry for ${vendor.id} ${kind}`);
    const plain = { region: null, capabilities: ["view"] as const, teamMappings: [] };
    return { ...found, name: `${vendor.id} ${kind}`, scope: { ...found.scope, ...plain } };
  }),
);
