import { describe, expect, it } from "vitest";
import type { Answer } from "../data/answer";
import { wordsFor } from "../data/format";
import { lastChange, monthsSummary } from "../parts/summaries";
import { insightsOf } from "./insights";

const words = wordsFor({ locale: "en-US", timeZone: "UTC", currency: "USD" });
const month = (key: string, revenue: number, margin: number | null = null) => ({
  month: key,
  revenue,
  orders: 2,
  margin,
});
const months = [month("2026-01", 100_000), month("2026-02", 120_000), month("2026-03", 4_000)];
const answer = {
  selected: { total: 224_000, rows: 6, quantity: 9, margin: null },
  months,
  breakdown: [
    { label: "Hardware", revenue: 168_000, orders: 4 },
    { label: "Support", revenue: 56_000, orders: 2 },
  ],
  groupBy: "category",
} as unknown as Answer;

describe("insightsOf", () => {
  it("says what the data says, and nothing about no rows", () => {
    const titles = insightsOf(answer, words).map((insight) => insight.title);
    expect(titles).toEqual(["+20% in February 2026", "Hardware leads", "Best month: Feb 26"]);
    expect(insightsOf({ ...answer, selected: { ...answer.selected, rows: 0 } }, words)).toEqual([]);
  });

  it("speaks of margin only where it is given", () => {
    const finance = { ...answer, selected: { ...answer.selected, margin: 56_000 } };
    expect(insightsOf(finance, words).at(-1)?.title).toBe("25% margin");
  });
});

describe("summaries", () => {
  it("compare months that are over, not the running one", () => {
    expect(lastChange(months)?.month).toBe("2026-02");
    expect(lastChange(months.slice(1))).toBeNull();
  });

  it("describe a chart in words, and an empty one too", () => {
    expect(monthsSummary(months, false, words)).toContain("Highest: February 2026, $1,200");
    expect(monthsSummary([], false, words)).toBe("No months.");
  });
});
