import { describe, expect, it } from "vitest";
import { carriedQuery, LONGEST_LINK, parseCarried } from "./preserved-state";
import { carryOf, copiedWords, linkQuery } from "./share-link";

const carries = [{ on: "filtered", path: "value", param: "*", name: "name" }];

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

  it("brings back all that it holds, up to its length, however the address is written", () => {
    const renewal = { mode: "swap", origin: "https://vendor.example", carries } as const;
    const before = { "*": { Region: Array.from({ length: 140 }, () => "West,Est").join() } };
    const query = linkQuery(carriedQuery(before, renewal));
    expect(query.length).toBeGreaterThan(1_200);
    const carry = carryOf(Object.fromEntries(new URLSearchParams(query)));
    expect(carry.length).toBeGreaterThan(LONGEST_LINK);
    expect(parseCarried(carry, renewal)).toEqual(before);
  });

  it("says what it holds", () => {
    expect(copiedWords("a=1")).toMatch(/with what you filtered/);
    expect(copiedWords("")).toMatch(/no filters/);
    expect(copiedWords("x".repeat(LONGEST_LINK))).toMatch(/too many/);
  });
});
