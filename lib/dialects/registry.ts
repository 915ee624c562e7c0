// Decides which vendors the app speaks to: adding one is its file and its name in this list.
import { basedash } from "./basedash";
import { type Dialect, type Kind, NotConfigured } from "./contract";
import { explo } from "./explo";
import { holistics } from "./holistics";
import { scoop } from "./scoop";
import { sigma } from "./sigma";

export const dialects: readonly Dialect[] = [explo, sigma, holistics, scoop, basedash];

/** The dialect of a vendor, by its key. */
export const findDialect = (vendor: string): Dialect | undefined =>
  dialects.find((dialect) => dialect.vendor === vendor);

/** The same, or `NotConfigured`. */
export function requireDialect(vendor: string): Dialect {
  const dialect = findDialect(vendor);
  if (dialect) return dialect;
  throw new NotConfigured("dialect", `There is no dialect "${vendor}".`);
}

/** What a kind of dashboard can do, or `NotConfigured`. */
export function requireKind(dialect: Dialect, kind: string): Kind {
  const found = Object.hasOwn(dialect.kinds, kind) ? dialect.kinds[kind] : undefined;
  if (found) return found;
  throw new NotConfigured(
    "dashboard.kind",
    `${dialect.label} shows no dashboards of kind "${kind}".`,
  );
}
