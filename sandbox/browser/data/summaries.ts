import type { Month, Slice } from "./answer";
import type { Format } from "./format";

/** `January 2024 to March 2025. Highest: …`, for screen readers. */
export function monthsSummary(
  months: Month[],
  measure: "revenue" | "margin",
  format: Format,
): string {
  const value = (month: Month) => month[measure] ?? 0;
  const [start] = months;
  const end = months.at(-1);
  if (!start || !end) return "No months.";
  const high = months.reduce((best, month) => (value(month) > value(best) ? month : best), start);
  const low = months.reduce((best, month) => (value(month) < value(best) ? month : best), start);
  return [
    `${format.longMonth(start.month)} to ${format.longMonth(end.month)}.`,
    `Highest: ${format.longMonth(high.month)}, ${format.money(value(high))}.`,
    `Lowest: ${format.longMonth(low.month)}, ${format.money(value(low))}.`,
    `Latest: ${format.money(value(end))}.`,
  ].join(" ");
}

export function breakdownSummary(slices: Slice[], format: Format): string {
  if (slices.length === 0) return "No values.";
  return slices.map((slice) => `${slice.label}: ${format.money(slice.revenue)}`).join("; ");
}

/** Change from the month before last to last month; null with fewer than two complete months. */
export function lastChange(months: Month[]): { month: string; ratio: number } | null {
  // The newest month is usually incomplete and would look like a drop.
  const last = months.at(-2);
  const before = months.at(-3);
  if (!last || !before || before.revenue === 0) return null;
  return { month: last.month, ratio: last.revenue / before.revenue - 1 };
}
