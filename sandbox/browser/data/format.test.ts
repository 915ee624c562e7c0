import { describe, expect, it } from "vitest";
import { createFormat, formatDuration } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("createFormat", () => {
  it("formats money, counts and percentages by locale", () => {
    const us = createFormat({ locale: "en-US", timeZone: "UTC", currency: "USD" });
    expect(us.money(123456789)).toBe("$1,234,568");
    expect(us.money(12345)).toBe("$123.45");
    expect(us.exactMoney(123456789)).toBe("$1,234,567.89");
    expect(us.shortMoney(123456789)).toBe("$1.2M");
    expect(us.change(-0.176)).toBe("-17.6%");
    const german = createFormat({ locale: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" });
    expect(plain(german.exactMoney(123456789))).toBe("1.234.567,89 €");
    expect(german.whole(61234)).toBe("61.234");
  });

  it("shows times in the viewer's zone and never shifts a calendar date", () => {
    const time = Date.UTC(2026, 0, 1, 3, 30);
    const west = createFormat({
      locale: "en-GB",
      timeZone: "America/Los_Angeles",
      currency: "USD",
    });
    expect(west.time(time)).toBe("19:30");
    expect(west.day("2026-01-01")).toBe("1 Jan 2026");
    expect(west.longMonth("2026-01")).toBe("January 2026");
  });

  it("falls back when locale, time zone or currency is invalid", () => {
    const format = createFormat({
      locale: "not a locale",
      timeZone: "Mars/Base",
      currency: "gold",
    });
    expect(format).toMatchObject({ locale: "en-US", timeZone: "UTC" });
    expect(format.money(100)).toBe("$1.00");
  });
});

describe("formatDuration", () => {
  it("formats a countdown that stops at zero", () => {
    expect(formatDuration(299_001)).toBe("5:00");
    expect(formatDuration(61_000)).toBe("1:01");
    expect(formatDuration(28_800_000)).toBe("8:00:00");
    expect(formatDuration(5 * 86_400_000)).toBe("5 d 0 h");
    expect(formatDuration(-4000)).toBe("0:00");
  });
});
