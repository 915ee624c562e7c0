// Decides how a dashboard is dressed: theme, language and time zone, as each vendor's parameters say.

export interface Dress {
  theme: "light" | "dark";
  locale: string;
  timeZone: string;
}

/** Reads dress out of whatever a vendor's parameters held; nonsense becomes the default. */
export function readDress(given: {
  theme?: string | null | undefined;
  locale?: string | null | undefined;
  timeZone?: string | null | undefined;
}): Dress {
  return {
    theme: given.theme?.toLowerCase() === "dark" ? "dark" : "light",
    locale: readLocale(given.locale),
    timeZone: readTimeZone(given.timeZone),
  };
}

function readLocale(given: string | null | undefined): string {
  try {
    return Intl.getCanonicalLocales(given?.replace("_", "-") || "en-US")[0] ?? "en-US";
  } catch {
    return "en-US";
  }
}

function readTimeZone(given: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: given || "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** Parameters that are not the door's own: values for the dashboard's controls. */
export function readVariables(
  query: URLSearchParams,
  isOwn: (name: string) => boolean,
): Record<string, string> {
  const found: [string, string][] = [];
  for (const [name, value] of query) {
    if (!isOwn(name) && /^[A-Za-z0-9_-]{1,64}$/.test(name) && value.length <= 256) {
      found.push([name, value]);
    }
  }
  return Object.fromEntries(found.slice(0, 30));
}

/** A parameter that may be given once. Twice is a request with two meanings: undefined. */
export function single(query: URLSearchParams, name: string): string | undefined {
  const all = query.getAll(name);
  return all.length === 1 ? all[0] : undefined;
}
