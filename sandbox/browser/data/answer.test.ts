import { describe, expect, it } from "vitest";
import { hasMargin, readAnswer } from "./answer";

const answer = {
  tenant: "Acme",
  permissions: { export: false, explore: false, edit: false },
  expiresAt: 20,
  serverTime: 10,
  total: 1,
  rows: 1,
  selected: { total: 1, rows: 1, quantity: 1, margin: null },
  months: [],
  breakdown: [],
  table: [],
  filters: { categories: [], regions: [], months: [] },
};

describe("readAnswer", () => {
  it("accepts a complete answer and rejects a partial one", () => {
    expect(readAnswer(answer)).toBe(answer);
    expect(readAnswer({ ...answer, months: null })).toBeNull();
    expect(readAnswer({ ...answer, total: "1" })).toBeNull();
    expect(readAnswer("no")).toBeNull();
  });

  it("distinguishes a margin of zero from no margin", () => {
    const read = readAnswer(answer);
    expect(read && hasMargin(read)).toBe(false);
    const finance = readAnswer({ ...answer, selected: { ...answer.selected, margin: 0 } });
    expect(finance && hasMargin(finance)).toBe(true);
  });
});
