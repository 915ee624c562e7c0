export interface Display {
  theme: "light" | "dark";
  locale: string;
  timeZone: string;
}

/** From untrusted parameters; invalid values become the default. */
export function parseDisplay(given: { [name in keyof Display]?: string | undefined }): Display {
  const locale = given.locale?.replace("_", "-") || "en-US";
  const timeZone = given.timeZone || "UTC";
  return {
    theme: given.theme?.toLowerCase() === "dark" ? "dark" : "light",
    locale: tryOr("en-US", () => Intl.getCanonicalLocales(locale)[0]),
    timeZone: tryOr(
      "UTC",
      () => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone,
    ),
  };
}

function tryOr(fallback: string, parse: () => string | undefined): string {
  try {
    return parse() ?? fallback;
  } catch {
    return fallback;
  }
}
