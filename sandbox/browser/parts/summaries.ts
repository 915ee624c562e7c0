// Decides what a chart says in words, for those who do not see it and for the written insights.

import type { Month, Slice } from "../data/answer";
import type { Words } from "../data/format";

/** `From January 2024 to March 2025. Highest: …`; a sentence for no months too. */
export function monthsSummary(months: Month[], margin: boolean, words: Words): string {
  const value = (month: Month) => (margin ? (month.margin ?? 0) : month.revenue);
  const [start] = months;
  const end = months.at(-1);
  if (!start || !end) return "No months.";
  const high = months.reduce((best, month) => (value(month) > value(best) ? month : best), start);
  const low = months.reduce((best, month) => (value(month) < value(best) ? month : best), start);
  return [
    `${words.longMonth(start.month)} to ${words.longMonth(end.month)}.`,
    `Highest: ${words.longMonth(high.month)}, ${words.money(value(high))}.`,
    `Lowest: ${words.longMonth(low.month)}, ${words.money(value(low))}.`,
    `Latest: ${words.money(value(end))}.`,
  ].join(" ");
}

/** Every slice with its revenue. */
export function slicesSummary(slices: Slice[], words: Words): string {
  if (slices.length === 0) return "No values.";
  return slices.map((slice) => `${slice.label}: ${words.money(slice.revenue)}`).join("; ");
}

/** The last month that is over against the one before it; null with fewer than two such months. */
export function lastChange(months: Month[]): { month: string; ratio: number } | null {
  // The newest month may still be running, and would always look like a fall.
  const last = months.at(-2);
  const before = months.at(-3);
  if (!last || !before || before.revenue === 0) return null;
  return { month: last.month, ratio: last.revenue / before.revenue - 1 };
}
