export type FormattedDate = { iso: string; text: string; exact: string };

type Preferences = { locale: string; timeZone: string };

/** For one request: a past date is relative ("3 hours ago"), a future one short ("Nov 25, 6:30 PM"). */
export function dateFormatter({ user }: { user: Preferences }) {
  const now = new Date();
  return (date: Date | null): FormattedDate | null => date && formatDate(date, now, user);
}

export function formatDate(
  date: Date,
  now: Date,
  { locale, timeZone }: Preferences,
): FormattedDate {
  const short = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  });
  return {
    iso: date.toISOString(),
    text: date > now ? short.format(date) : formatAge(date, now),
    exact: exact.format(date),
  };
}

/** The end of a calendar day (`2026-11-25`) in a time zone. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const offset = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(next)
    .find(({ type }) => type === "timeZoneName")
    ?.value.slice("GMT".length);
  return new Date(`${next.toISOString().slice(0, 19)}${offset || "Z"}`);
}

/** The calendar day (`2026-11-25`) of a date in a time zone. */
export const dayOf = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(date);

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

// English, whatever the person's number and date format: it appears inside English sentences.
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function formatAge(date: Date, now: Date): string {
  const seconds = (now.getTime() - date.getTime()) / 1_000;
  for (const [unit, length] of units) {
    if (seconds >= length) return relative.format(-Math.floor(seconds / length), unit);
  }
  return "just now";
}
