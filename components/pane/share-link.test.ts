import { describe, expect, it } from "vitest";
import { MAX_LINK_LENGTH, parseStateQuery, toStateQuery } from "./preserved-state";
import { copiedMessage, linkQuery, parseLinkQuery } from "./share-link";

const carries = [{ on: "filtered", path: "value", param: "*", name: "name" }];

describe("a shared link", () => {
  it("holds the state literally, if it isn't too long", () => {
    expect(linkQuery(":explore=k1&Region=West,East")).toBe("?:explore=k1&Region=West,East");
    expect(linkQuery("")).toBe("");
    expect(linkQuery("x".repeat(MAX_LINK_LENGTH))).toBe("");
  });

  it("is read from the page's search parameters", () => {
    const initialQuery = parseLinkQuery({
      ":explore": "k1",
      Region: ["West", "East"],
      none: undefined,
    });
    expect([...new URLSearchParams(initialQuery)]).toEqual([
      [":explore", "k1"],
      ["Region", "West"],
    ]);
    expect(parseLinkQuery({})).toBe("");
  });

  it("restores all it holds, whichever way its address is encoded", () => {
    const renewal = { mode: "swap", origin: "https://vendor.example", carries } as const;
    const before = { "*": { Region: Array.from({ length: 140 }, () => "West,Est").join() } };
    const query = linkQuery(toStateQuery(before, renewal));
    expect(query.length).toBeGreaterThan(1_200);
    const initialQuery = parseLinkQuery(Object.fromEntries(new URLSearchParams(query)));
    expect(initialQuery.length).toBeGreaterThan(MAX_LINK_LENGTH);
    expect(parseStateQuery(initialQuery, renewal)).toEqual(before);
  });

  it("the copied message says whether it holds filters", () => {
    expect(copiedMessage("a=1")).toMatch(/with your filters/);
    expect(copiedMessage("")).toMatch(/without filters/);
    expect(copiedMessage("x".repeat(MAX_LINK_LENGTH))).toMatch(/don't fit/);
  });
});
