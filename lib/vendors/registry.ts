import { basedash } from "./basedash/vendor";
import { type Kind, NotConfigured, type Vendor } from "./contract";
import { explo } from "./explo/vendor";
import { holistics } from "./holistics/vendor";
import { scoop } from "./scoop/vendor";
import { sigma } from "./sigma/vendor";

export const vendors: readonly Vendor[] = [explo, sigma, holistics, scoop, basedash];

export const findVendor = (id: string): Vendor | undefined =>
  vendors.find((vendor) => vendor.id === id);

/** @throws NotConfigured */
export function requireVendor(id: string): Vendor {
  const vendor = findVendor(id);
  if (vendor) return vendor;
  throw new NotConfigured("vendor", `Unknown vendor "${id}".`);
}

/** @throws NotConfigured */
export function requireKind(vendor: Vendor, kind: string): Kind {
  const found = Object.hasOwn(vendor.kinds, kind) ? vendor.kinds[kind] : undefined;
  if (found) return found;
  throw new NotConfigured("dashboard.kind", `${vendor.label} has no dashboards of kind "${kind}".`);
}
