import { z } from "zod";
import { Problem } from "@/lib/errors";
import type { FieldErrors } from "@/lib/validation";

export const outcomes = ["allowed", "refused", "failed"] as const;

const slug = z.string().regex(/^[a-z0-9-]{1,63}$/, "Choose one from the list.");
const day = z.iso.date("Enter a date.");

const filterSchema = z.object({
  /** Email of who acted. */
  person: z
    .string()
    .regex(/^[^\p{Cc}]{1,254}$/u, "Enter an email address.")
    .transform((text) => text.normalize("NFKC").toLowerCase()),
  /** Slug. Ignored in a tenant's own audit. */
  tenant: slug,
  /** Slug. */
  dashboard: slug,
  outcome: z.enum(outcomes, "Choose one from the list."),
  action: z.string().regex(/^[a-z0-9._-]{1,64}$/i, "Choose one from the list."),
  /** First and last day in the reader's time zone, YYYY-MM-DD. */
  from: day,
  to: day,
});

const cursorSchema = z
  .string()
  .regex(/^[^~]+~[\w-]{1,64}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("~");
    return { at, id };
  })
  .refine(({ at }) => z.iso.datetime().safeParse(at).success);

const querySchema = filterSchema.extend({ before: cursorSchema }).partial();

export type AuditFilters = Partial<z.infer<typeof filterSchema>>;

/** The entry after which a page begins. */
export type Cursor = z.infer<typeof cursorSchema>;

export type AuditQuery = {
  filters: AuditFilters;
  before: Cursor | null;
  /** By parameter name. An invalid parameter is reported here and not applied. */
  errors: FieldErrors;
};

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the query of an audit page: `person=a@b.example&from=2026-11-01&before=<time>~<id>`. */
export function parseAuditQuery(searchParams: SearchParams): AuditQuery {
  const given = Object.fromEntries(
    Object.keys(querySchema.shape)
      .map((name) => [name, [searchParams[name]].flat()[0]?.trim()])
      .filter(([, value]) => value),
  );
  const issues = querySchema.safeParse(given).error?.issues ?? [];
  const errors = Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message]));
  if (errors.before) errors.before = "This page link isn't valid. Showing the newest events.";
  for (const name of Object.keys(errors)) delete given[name];
  const { before = null, ...filters } = querySchema.parse(given);
  if (filters.from && filters.to && filters.from > filters.to) {
    errors.to = "Choose a date on or after the first.";
  }
  return { filters, before, errors };
}

/** The filters of an export. @throws Problem `bad_request` for an invalid one: a file can't report it */
export function requireAuditFilters(searchParams: URLSearchParams): AuditFilters {
  const { filters, errors } = parseAuditQuery(Object.fromEntries(searchParams));
  const invalid = Object.keys(errors);
  if (invalid.length === 0) return filters;
  throw new Problem("bad_request", `These filters aren't valid: ${invalid.join(", ")}.`);
}

export const formatCursor = ({ at, id }: Cursor): string => `${at}~${id}`;
