import { isRecord } from "../page/host-channel";
import type { GroupBy } from "./answer";

/** Empty text means "not filtered". Months are `YYYY-MM`. */
export type Filters = {
  category: string;
  region: string;
  from: string;
  to: string;
  groupBy: GroupBy;
};

export const noFilters: Filters = {
  category: "",
  region: "",
  from: "",
  to: "",
  groupBy: "category",
};

/** Clears all filters and keeps the grouping. */
export const clearedFilters = { category: "", region: "", from: "", to: "" };

const groupings: readonly string[] = ["category", "region", "team", "product"];
const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const maxLength = 80;

/** Grouping alone doesn't filter any rows. */
export function isFiltered(filters: Filters): boolean {
  return Boolean(filters.category || filters.region || filters.from || filters.to);
}

/** Query string of a data request: only the filters that are set, in a fixed order. */
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
  return typeof first === "string" && first.length <= maxLength ? first : "";
}

/** Parses filters from a URL, a message or saved state; drops unknown members and invalid values. */
export function readFilters(value: unknown): Filters {
  if (!isRecord(value)) return noFilters;
  const from = text(value.from);
  const to = text(value.to);
  const groupBy = text(value.groupBy);
  return {
    category: text(value.category),
    region: text(value.region),
    from: month.test(from) ? from : "",
    to: month.test(to) ? to : "",
    groupBy: groupings.includes(groupBy) ? (groupBy as GroupBy) : noFilters.groupBy,
  };
}

/** Moves the other end of the month range when the new value would put it out of order. */
export function withMonth(filters: Filters, end: "from" | "to", value: string): Filters {
  const next = { ...filters, [end]: value };
  if (next.from && next.to && next.from > next.to) {
    return end === "from" ? { ...next, to: value } : { ...next, from: value };
  }
  return next;
}

/** Names of the filters that differ, in a fixed order. */
export function changedFilters(before: Filters, after: Filters): (keyof Filters)[] {
  const keys: (keyof Filters)[] = ["category", "region", "from", "to", "groupBy"];
  return keys.filter((key) => before[key] !== after[key]);
}
