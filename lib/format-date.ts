// Decides how a page tells a moment: in its reader's own language and zone.

import type { SignedIn } from "./auth/session";
import { age, exact } from "./format-age";

export type Told = { at: string; words: string; exact: string } | null;

/** A teller for one request; moments to come are told exactly. */
export function teller({ user: { locale, timeZone } }: SignedIn): (date: Date | null) => Told {
  const now = new Date();
  return (date) => {
    if (!date) return null;
    const full = exact(date, locale, timeZone);
    const short = new Intl.DateTimeFormat(locale, {
      ...{ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
      timeZone,
    });
    const words = date > now ? short.format(date) : age(date, now, locale);
    return { at: date.toISOString(), words, exact: full };
  };
}
