export type GroupBy = "category" | "region" | "team" | "product";

export type Month = { month: string; revenue: number; orders: number; margin: number | null };
export type Slice = { label: string; revenue: number; orders: number };
export type Order = {
  id: string | number;
  orderedOn: string;
  region: string;
  team: string;
  category: string;
  product: string;
  quantity: number;
  amount: number;
};

/** Response of `GET /{vendor}/api/data`: money in integer cents, times in epoch seconds. */
export type Answer = {
  tenant: string;
  viewer: string;
  region: string | null;
  teams: string[];
  permissions: { export: boolean; explore: boolean; edit: boolean };
  expiresAt: number;
  serverTime: number;
  locale: string;
  timeZone: string;
  currency: string;
  total: number;
  rows: number;
  selected: { total: number; rows: number; quantity: number; margin: number | null };
  months: Month[];
  breakdown: Slice[];
  groupBy: GroupBy;
  table: Order[];
  filters: { categories: string[]; regions: string[]; months: string[] };
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Null when a member that every dashboard shows is missing. */
export function readAnswer(value: unknown): Answer | null {
  if (!isRecord(value)) return null;
  const lists = [value.months, value.breakdown, value.table];
  const records = [value.selected, value.filters, value.permissions];
  const numbers = [value.total, value.rows, value.expiresAt, value.serverTime];
  const isComplete =
    lists.every(Array.isArray) &&
    records.every(isRecord) &&
    numbers.every((entry) => typeof entry === "number") &&
    typeof value.tenant === "string";
  return isComplete ? (value as Answer) : null;
}

/** Only members of Finance receive margins. */
export function hasMargin(answer: Answer): boolean {
  return typeof answer.selected.margin === "number";
}
