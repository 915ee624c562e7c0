import { z } from "zod";
import { Problem } from "@/lib/errors";
import { parseFilters } from "@/lib/filters";

export const outcomes = ["allowed", "refused", "failed"] as const;

const slug = z.string().regex(/^[a-z0-9-]{1,63}$/);

const filterShape = {
  /** Email of who acted. */
  person: z
    .string()
    .regex(/^[^\p{Cc}]{1,254}$/u)
    .transform((text) => text.normalize("NFKC").toLowerCase()),
  /** Slug. Has no effect in a tenant's own audit. */
  tenant: slug,
  /** Slug. */
  dashboard: slug,
  outcome: z.enum(outcomes),
  action: z.string().regex(/^[a-z0-9._-]{1,64}$/i),
  /** First and last day in the reader's time zone, YYYY-MM-DD. */
  from: z.iso.date(),
  to: z.iso.date(),
};

const cursorSchema = z
  .string()
  .regex(/^[^~]+~[\w-]{1,64}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("~");
    return { at, id };
  })
  .refine(({ at }) => z.iso.datetime().safeParse(at).success);

type FilterName = keyof typeof filterShape;

export type AuditFilters = {
  [Name in FilterName]?: z.output<(typeof filterShape)[Name]> | null;
};

/** The entry after which a page begins. */
export type Cursor = z.infer<typeof cursorSchema>;

export type AuditQuery = {
  filters: AuditFilters;
  /** As given, for the fields of the filter bar. */
  values: Record<FilterName, string | null>;
  before: Cursor | null;
  /** Parameters that are invalid and so not applied. */
  problems: string[];
};

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the query of an audit page: `person=a@b.example&from=2026-11-01&before=<time>~<id>`. */
export function parseAuditQuery(searchParams: SearchParams): AuditQuery {
  const { filters, values, problems } = parseFilters(filterShape, searchParams);
  const cursor = parseFilters({ before: cursorSchema }, searchParams);
  if (cursor.problems.length > 0) {
    problems.push("This page link isn't valid. Showing the newest events.");
  }
  if (filters.from && filters.to && filters.from > filters.to) {
    problems.push("The first date is after the last one.");
  }
  return { filters, values, before: cursor.filters.before, problems };
}

/** The filters of an export. @throws Problem `bad_request` for an invalid one: a file can't report it */
export function requireAuditFilters(searchParams: URLSearchParams): AuditFilters {
  const { filters, problems } = parseAuditQuery(Object.fromEntries(searchParams));
  if (problems.length > 0) throw new Problem("bad_request", problems.join(" "));
  return filters;
}

export const formatCursor = ({ at, id }: Cursor): string => `${at}~${id}`;
