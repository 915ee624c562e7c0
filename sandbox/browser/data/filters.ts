// Decides which filters a dashboard has, how they are asked for, and which given ones are believed.

import type { Split } from "./answer";

/** Empty text means "not filtered". Months are `YYYY-MM`. */
export type Filters = {
  category: string;
  region: string;
  from: string;
  to: string;
  groupBy: Split;
};

export const noFilters: Filters = {
  category: "",
  region: "",
  from: "",
  to: "",
  groupBy: "category",
};

const splits: readonly string[] = ["category", "region", "team", "product"];
const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const longest = 80;

/** Whether the rows are narrowed; grouping alone narrows nothing. */
export function isNarrowed(filters: Filters): boolean {
  return Boolean(filters.category || filters.region || filters.from || filters.to);
}

/** The query of a data request: only what is set, in a fixed order. */
export function filterQuery(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.from) query.set("from", filters.from);
  if (filters.to) query.set("to", filters.to);
  if (filters.category) query.set("category", filters.category);
  if (filters.region) query.set("region", filters.region);
  if (filters.groupBy !== noFilters.groupBy) query.set("groupBy", filters.groupBy);
  return query.toString();
}

function text(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" && first.length <= longest ? first : "";
}

/** Filters out of anything (a link, a message, a saved state): unknown members and values fall away. */
export function readFilters(value: unknown): Filters {
  if (typeof value !== "object" || value === null) return noFilters;
  const given = value as Record<string, unknown>;
  const from = text(given.from);
  const to = text(given.to);
  const groupBy = text(given.groupBy);
  return {
    category: text(given.category),
    region: text(given.region),
    from: month.test(from) ? from : "",
    to: month.test(to) ? to : "",
    groupBy: splits.includes(groupBy) ? (groupBy as Split) : noFilters.groupBy,
  };
}

/** A month range turned the wrong way round follows the end that was changed last. */
export function withMonth(filters: Filters, end: "from" | "to", value: string): Filters {
  const next = { ...filters, [end]: value };
  if (next.from && next.to && next.from > next.to) {
    return end === "from" ? { ...next, to: value } : { ...next, from: value };
  }
  return next;
}

/** The members that differ, in a fixed order: what a vendor reports as changed variables. */
export function changedFilters(before: Filters, after: Filters): (keyof Filters)[] {
  const keys: (keyof Filters)[] = ["category", "region", "from", "to", "groupBy"];
  return keys.filter((key) => before[key] !== after[key]);
}
