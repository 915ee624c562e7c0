import { type Capability, capabilities, type Kind } from "@/lib/vendors/contract";

/**
 * What grants allow on one kind of dashboard: everything granted that the vendor can express, and what
 * the vendor cannot separate from it. The order is that of `capabilities`.
 */
export function effectiveCapabilities(
  kind: Kind | undefined,
  grants: readonly { capabilities: readonly Capability[] }[],
): Capability[] {
  const effective = new Set(grants.flatMap((grant) => grant.capabilities));
  // A Set also visits what is added while it is iterated.
  for (const capability of effective) {
    for (const included of kind?.includes[capability] ?? []) effective.add(included);
  }
  return capabilities.filter((one) => effective.has(one) && kind?.capabilities[one] !== null);
}
