import { type EmbedScope, NotConfigured } from "./contract";

/** A member of the tenant's mapping. @throws NotConfigured */
export function requireMapped(scope: EmbedScope, member: string): string {
  const value = scope.mapping[member];
  if (value) return value;
  throw new NotConfigured(
    `mapping.${member}`,
    `The mapping of ${scope.tenant.slug} has no "${member}".`,
  );
}

/**
 * The region as a claim's value, or `all`, the vendor's word for every region. A region spelled like
 * that word would widen instead of narrow.
 *
 * @throws NotConfigured
 */
export function regionOr(scope: EmbedScope, all: string): string {
  if (scope.region === null) return all;
  const region = scope.region.trim().toLowerCase();
  if (region !== "" && region !== all.toLowerCase()) return scope.region;
  throw new NotConfigured("region", `The region "${scope.region}" would mean all regions.`);
}

/** First word and the rest: vendors want two names, the host keeps one. */
export function splitName(name: string): { first: string; last: string } {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(" ") };
}
