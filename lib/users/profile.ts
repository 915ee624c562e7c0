// Decides what a person may choose for themselves: theme, language and time zone.
import { db } from "@/lib/db";

const themes = ["system", "light", "dark"] as const;

/** A BCP 47 tag in its canonical spelling, or null. */
export function canonicalLocale(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

/** An IANA time zone the runtime knows, or null. */
export function knownTimeZone(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 64) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

export type Preferences = { theme?: unknown; locale?: unknown; timeZone?: unknown };

function parse(given: Preferences) {
  const theme = themes.find((known) => known === given.theme);
  const locale = canonicalLocale(given.locale);
  const timeZone = knownTimeZone(given.timeZone);
  return { ...(theme && { theme }), ...(locale && { locale }), ...(timeZone && { timeZone }) };
}

/** Saves what is valid and leaves the rest; returns what was saved. */
export async function savePreferences(userId: string, given: Preferences) {
  const data = parse(given);
  if (Object.keys(data).length > 0) await db().user.update({ where: { id: userId }, data });
  return data;
}

/** The browser's language and zone count until the person has chosen: that is, while they are the defaults. */
export async function adoptPreferences(
  userId: string,
  fields: Record<string, unknown> | undefined,
) {
  const { locale, timeZone } = parse({ locale: fields?.locale, timeZone: fields?.timeZone });
  if (locale)
    await db().user.updateMany({ where: { id: userId, locale: "en-US" }, data: { locale } });
  if (timeZone)
    await db().user.updateMany({ where: { id: userId, timeZone: "UTC" }, data: { timeZone } });
}
