import { describe, expect, it } from "vitest";
import type { Answer } from "./answer";
import { createFormat } from "./format";
import { listInsights } from "./insights";
import { lastChange, monthsSummary } from "./summaries";

const format = createFormat({ locale: "en-US", timeZone: "UTC", currency: "USD" });
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

describe("listInsights", () => {
  it("summarizes the data and returns nothing for no rows", () => {
    const titles = listInsights(answer, format).map((insight) => insight.title);
    expect(titles).toEqual(["+20% in February 2026", "Hardware leads", "Best month: Feb 26"]);
    expect(listInsights({ ...answer, selected: { ...answer.selected, rows: 0 } }, format)).toEqual(
      [],
    );
  });

  it("includes the margin only for Finance", () => {
    const finance = { ...answer, selected: { ...answer.selected, margin: 56_000 } };
    expect(listInsights(finance, format).at(-1)?.title).toBe("25% margin");
  });
});

describe("summaries", () => {
  it("compare complete months only", () => {
    expect(lastChange(months)?.month).toBe("2026-02");
    expect(lastChange(months.slice(1))).toBeNull();
  });

  it("describe charts in words, including empty ones", () => {
    expect(monthsSummary(months, "revenue", format)).toContain("Highest: February 2026, $1,200");
    expect(monthsSummary([], "revenue", format)).toBe("No months.");
  });
});
