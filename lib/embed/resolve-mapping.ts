// Decides under which names a person is known to a vendor: never wider than their region and teams.
import {
  type EmbedScope,
  type MappingValues,
  NotConfigured,
  type Vendor,
} from "@/lib/vendors/contract";
import { requireKind } from "@/lib/vendors/registry";

/** Names as stored, for one person, tenant and connection. */
export type Mappings = {
  /** The whole tenant's. */
  tenant: MappingValues;
  /** The person's only region, with its names where it has any: they complete or replace the tenant's. */
  region: { name: string; names: MappingValues | null } | null;
  /** Those of the person's teams that have names. */
  teams: readonly { name: string; names: MappingValues }[];
};

/**
 * `mapping` and `teamMappings` of an embed scope. Where the kind says a region or a team by a narrower
 * object at the vendor, that object's names must differ from the whole tenant's, and as only one
 * object can be named, what leads to two is refused rather than widened.
 * Throws `NotConfigured`, saying what to enter.
 */
export function resolveNames(
  vendor: Vendor,
  kind: string,
  { tenant, region, teams }: Mappings,
): Pick<EmbedScope, "mapping" | "teamMappings"> {
  const spec = requireKind(vendor, kind);
  const at = `${vendor.label}, ${spec.label.toLowerCase()}`;
  const narrower: { who: string; names: MappingValues }[] = [];
  if (region && spec.region === "mapping") {
    const own = { ...tenant, ...region.names };
    if (same(own, tenant)) {
      const what = `enter the names of region "${region.name}"`;
      throw new NotConfigured("region", `${at}: a region is an object of its own there; ${what}.`);
    }
    narrower.push({ who: `region ${region.name}`, names: own });
  }
  if (spec.teams === "mapping") {
    for (const { name, names } of teams) {
      narrower.push({ who: `team ${name}`, names: { ...tenant, ...names } });
    }
  }
  const [first, ...others] = narrower;
  const other = others.find(({ names }) => first && !same(names, first.names));
  if (first && other) {
    const clash = `${first.who} and ${other.who} have different ones`;
    throw new NotConfigured("teams", `${at}: it takes one object, but ${clash}.`);
  }
  const parsed = vendor.mapping.safeParse(first?.names ?? tenant);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path }) => ["mapping", ...path].join(".")).join(", ");
    throw new NotConfigured(wrong, `${at}: the mapping needs another look at ${wrong}.`);
  }
  const teamMappings = spec.teams === "mapped-claim" ? teams.map(({ names }) => names) : [];
  return { mapping: parsed.data, teamMappings };
}

function same(a: MappingValues, b: MappingValues): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);
}
