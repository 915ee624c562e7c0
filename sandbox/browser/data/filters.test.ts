import { describe, expect, it } from "vitest";
import {
  changedFilters,
  filterQuery,
  isFiltered,
  noFilters,
  readFilters,
  withMonth,
} from "./filters";

describe("filters", () => {
  it("puts only set filters in the query, in a fixed order", () => {
    expect(filterQuery(noFilters)).toBe("");
    expect(
      filterQuery({
        category: "Café & Co",
        region: "West",
        from: "2025-01",
        to: "2025-03",
        groupBy: "team",
      }),
    ).toBe("from=2025-01&to=2025-03&category=Caf%C3%A9+%26+Co&region=West&groupBy=team");
  });

  it("does not count grouping as a filter", () => {
    expect(isFiltered({ ...noFilters, groupBy: "region" })).toBe(false);
    expect(isFiltered({ ...noFilters, to: "2025-01" })).toBe(true);
  });

  it("keeps only known members with valid values", () => {
    expect(readFilters(null)).toEqual(noFilters);
    expect(
      readFilters({
        category: ["Hardware", "Software"],
        region: 7,
        from: "2025-13",
        to: "2025-12",
        groupBy: "tenant",
        tenant: "globex",
      }),
    ).toEqual({ ...noFilters, category: "Hardware", to: "2025-12" });
    expect(readFilters({ category: "x".repeat(81) })).toEqual(noFilters);
  });

  it("keeps month ranges in order", () => {
    const range = { ...noFilters, from: "2025-03", to: "2025-06" };
    expect(withMonth(range, "from", "2025-08")).toMatchObject({ from: "2025-08", to: "2025-08" });
    expect(withMonth(range, "to", "2025-01")).toMatchObject({ from: "2025-01", to: "2025-01" });
    expect(withMonth(range, "to", "")).toMatchObject({ from: "2025-03", to: "" });
  });

  it("lists changed filters", () => {
    expect(changedFilters(noFilters, { ...noFilters, region: "West", groupBy: "team" })).toEqual([
      "region",
      "groupBy",
    ]);
  });
});
