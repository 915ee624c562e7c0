import type { Authorization } from "@/lib/access/authorize";
import {
  type EmbedScope,
  type MappingValues,
  NotConfigured,
  type Vendor,
} from "@/lib/vendors/contract";
import { requireKind } from "@/lib/vendors/registry";

/** Mappings as stored for one person, tenant and connection. */
export type Mappings = {
  tenant: MappingValues;
  /** The only region the person may see; `names` extend or replace the tenant's. */
  region: { name: string; names: MappingValues | null } | null;
  /** The person's teams that have a mapping. */
  teams: readonly { name: string; names: MappingValues }[];
};

export type Credential = Authorization["credentials"][number];

type Resolved = Pick<EmbedScope, "mapping" | "teamMappings"> & { credential: Credential };

/**
 * The names a token may use and the credential it is made with.
 *
 * @param apiToken whether the vendor creates the token: then the credential is the key of its API
 * @throws NotConfigured, saying what to enter
 */
export function resolveMapping(
  vendor: Vendor,
  authorization: Authorization,
  { apiToken }: { apiToken: boolean },
): Resolved {
  const { tenant, dashboard, credentials } = authorization;
  const resolved = resolveNames(vendor, dashboard.kind, toMappings(authorization));
  const { tenantKid } = vendor.credential;
  // The tenant's own come first, then the newest.
  const credential = credentials.find(
    ({ algorithm, tenantId, kid }) =>
      (algorithm === "api") === apiToken &&
      (tenantKid === null || (tenantId !== null && kid === resolved.mapping[tenantKid])),
  );
  if (credential) return { ...resolved, credential };
  throw new NotConfigured(
    "credential",
    `${vendor.label}: no active credential matches ${tenant.name}.`,
  );
}

function toMappings({ tenant, mappings, region, teams }: Authorization): Mappings {
  const namesOf = (name: string) => mappings.find((one) => one.region === name)?.names;
  const whole = namesOf("");
  if (!whole) throw new NotConfigured("mapping", `${tenant.name} has no mapping.`);
  return {
    tenant: whole,
    region: region === null ? null : { name: region, names: namesOf(region) ?? null },
    teams: teams.flatMap(({ name, names }) => (names ? [{ name, names }] : [])),
  };
}

/**
 * Narrows to the person's region and teams. Where a vendor can express them only as an object of its
 * own, that object's names must differ from the tenant's, and only one object can be named: two are
 * refused rather than widened.
 *
 * @throws NotConfigured, saying what to enter
 */
export function resolveNames(
  vendor: Vendor,
  kind: string,
  { tenant, region, teams }: Mappings,
): Pick<EmbedScope, "mapping" | "teamMappings"> {
  const spec = requireKind(vendor, kind);
  const subject = `${vendor.label}, ${spec.label.toLowerCase()}`;
  const narrower: { label: string; names: MappingValues }[] = [];
  if (region && spec.region === "mapping") {
    const names = { ...tenant, ...region.names };
    if (isSame(names, tenant)) {
      throw new NotConfigured("region", `${subject}: region "${region.name}" needs its own names.`);
    }
    narrower.push({ label: `region ${region.name}`, names });
  }
  if (spec.teams === "mapping") {
    for (const { name, names } of teams) {
      narrower.push({ label: `team ${name}`, names: { ...tenant, ...names } });
    }
  }
  const [first, ...others] = narrower;
  const other = others.find(({ names }) => first && !isSame(names, first.names));
  if (first && other) {
    throw new NotConfigured(
      "teams",
      `${subject}: a token can name one object, but ${first.label} and ${other.label} map to different ones.`,
    );
  }
  const parsed = vendor.mapping.safeParse(first?.names ?? tenant);
  if (!parsed.success) {
    const paths = parsed.error.issues.map(({ path }) => ["mapping", ...path].join(".")).join(", ");
    throw new NotConfigured(paths, `${subject}: the mapping is incomplete: ${paths}.`);
  }
  const teamMappings = spec.teams === "mapped-claim" ? teams.map(({ names }) => names) : [];
  return { mapping: parsed.data, teamMappings };
}

function isSame(a: MappingValues, b: MappingValues): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);
}
