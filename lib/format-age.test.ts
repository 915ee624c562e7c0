import { describe, expect, it } from "vitest";
import { age, exact } from "./format-age";

const now = new Date("2026-11-21T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

describe("age", () => {
  it.each([
    [0, "now"],
    [59, "now"],
    [60, "1 minute ago"],
    [3_599, "59 minutes ago"],
    [7_200, "2 hours ago"],
    [86_400, "yesterday"],
    [700_000, "last week"],
  ])("tells %i seconds as %s", (seconds, words) => {
    expect(age(ago(seconds), now, "en-US")).toBe(words);
  });

  it("speaks the person's language", () => {
    expect(age(ago(7_200), now, "de-DE")).toBe("vor 2 Stunden");
  });

  it("never tells of the future when clocks disagree", () => {
    expect(age(ago(-500), now, "en-US")).toBe("now");
  });
});

describe("exact", () => {
  it("is in the person's time zone", () => {
    expect(exact(now, "en-GB", "Asia/Tokyo")).toContain("21:00");
  });
});
