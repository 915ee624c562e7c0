import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, formatDate } from "./format-date";

const now = new Date("2026-11-21T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const preferences = { locale: "en-US", timeZone: "UTC" };

describe("a past date", () => {
  it.each([
    [0, "just now"],
    [59, "just now"],
    [60, "1 minute ago"],
    [3_599, "59 minutes ago"],
    [7_200, "2 hours ago"],
    [86_400, "yesterday"],
    [700_000, "last week"],
  ])("%i seconds old reads %s", (seconds, text) => {
    expect(formatDate(ago(seconds), now, preferences).text).toBe(text);
  });

  it("stays English, as the sentences around it", () => {
    expect(formatDate(ago(7_200), now, { ...preferences, locale: "de-DE" }).text).toBe(
      "2 hours ago",
    );
  });
});

describe("a future date", () => {
  it("is a date in the person's format and time zone", () => {
    const { text } = formatDate(ago(-500), now, { locale: "en-GB", timeZone: "Asia/Tokyo" });
    expect(text).toContain("21 Nov");
    expect(text).toContain("21:08");
  });
});

it("has the exact moment in the person's time zone", () => {
  const { exact, iso } = formatDate(now, now, { locale: "en-GB", timeZone: "Asia/Tokyo" });
  expect(exact).toContain("21:00");
  expect(iso).toBe("2026-11-21T12:00:00.000Z");
});

describe("the end of a day", () => {
  it.each([
    ["2026-11-25", "UTC", "2026-11-26T00:00:00.000Z"],
    ["2026-11-25", "America/New_York", "2026-11-26T05:00:00.000Z"],
    ["2026-12-31", "Asia/Kolkata", "2026-12-31T18:30:00.000Z"],
    ["2026-07-01", "Pacific/Auckland", "2026-07-01T12:00:00.000Z"],
  ])("%s in %s is %s", (day, timeZone, end) => {
    expect(endOfDay(day, timeZone).toISOString()).toBe(end);
    expect(dayOf(new Date(endOfDay(day, timeZone).getTime() - 1), timeZone)).toBe(day);
  });
});
