// Decides what part of the audit an address asks for.
import { z } from "zod";

export const outcomes = ["allowed", "refused", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** null: any. */
export type AuditFilters = {
  /** E-mail address of who acted. */
  person: string | null;
  /** Slug; only operators are asked for it. */
  tenant: string | null;
  /** Slug. */
  dashboard: string | null;
  outcome: Outcome | null;
  action: string | null;
  /** First and last day, as YYYY-MM-DD in the asker's time zone. */
  from: string | null;
  to: string | null;
};

/** The row after which a page begins. */
export type Cursor = { at: string; id: string };

const day = z.iso.date();
const moment = z.iso.datetime();
const slug = /^[a-z0-9-]{1,63}$/;

type Parameters = Record<string, string | string[] | undefined>;

const one = (parameters: Parameters, name: string) => [parameters[name]].flat()[0]?.trim() || null;

/** Nonsense counts as nothing asked. */
export function filtersOf(parameters: Parameters): AuditFilters {
  const fits = (name: string, pattern: RegExp) => {
    const value = one(parameters, name);
    return value !== null && pattern.test(value) ? value : null;
  };
  const dayOf = (name: string) => day.safeParse(one(parameters, name)).data ?? null;
  return {
    person:
      fits("person", /^[^\p{Cc}]{1,254}$/u)
        ?.normalize("NFKC")
        .toLowerCase() ?? null,
    tenant: fits("tenant", slug),
    dashboard: fits("dashboard", slug),
    outcome: outcomes.find((known) => known === one(parameters, "outcome")) ?? null,
    action: fits("action", /^[a-z0-9._-]{1,64}$/i),
    from: dayOf("from"),
    to: dayOf("to"),
  };
}

/** `before=2026-11-21T04:00:00.000Z~id`; nonsense is the beginning. */
export function cursorOf(parameters: Parameters): Cursor | null {
  const [at = "", id = ""] = (one(parameters, "before") ?? "").split("~");
  return moment.safeParse(at).success && /^[\w-]{1,64}$/.test(id) ? { at, id } : null;
}

export const cursorText = ({ at, id }: Cursor): string => `${at}~${id}`;
