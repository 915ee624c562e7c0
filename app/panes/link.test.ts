import { describe, expect, it } from "vitest";
import { LONGEST_LINK } from "./carried";
import { carryOf, copiedWords, linkQuery } from "./link";

describe("a shared link", () => {
  it("holds the carried state as it is, and not more than a link can", () => {
    expect(linkQuery(":explore=k1&Region=West,East")).toBe("?:explore=k1&Region=West,East");
    expect(linkQuery("")).toBe("");
    expect(linkQuery("x".repeat(LONGEST_LINK))).toBe("");
  });

  it("is read back from the page's parameters", () => {
    const carry = carryOf({ ":explore": "k1", Region: ["West", "East"], none: undefined });
    expect([...new URLSearchParams(carry)]).toEqual([
      [":explore", "k1"],
      ["Region", "West"],
    ]);
    expect(carryOf({})).toBe("");
  });

  it("says what it holds", () => {
    expect(copiedWords("a=1")).toMatch(/with what you filtered/);
    expect(copiedWords("")).toMatch(/no filters/);
    expect(copiedWords("x".repeat(LONGEST_LINK))).toMatch(/too many/);
  });
});
