import { describe, expect, it } from "vitest";
import { remainingText, wordsFor } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("wordsFor", () => {
  it("writes money, counts and shares as the locale does", () => {
    const us = wordsFor({ locale: "en-US", timeZone: "UTC", currency: "USD" });
    expect(us.money(123456789)).toBe("$1,234,568");
    expect(us.money(12345)).toBe("$123.45");
    expect(us.exactMoney(123456789)).toBe("$1,234,567.89");
    expect(us.shortMoney(123456789)).toBe("$1.2M");
    expect(us.change(-0.176)).toBe("-17.6%");
    const german = wordsFor({ locale: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" });
    expect(plain(german.exactMoney(123456789))).toBe("1.234.567,89 €");
    expect(german.whole(61234)).toBe("61.234");
  });

  it("shows moments in the viewer's zone, and never moves a calendar date", () => {
    const time = Date.UTC(2026, 0, 1, 3, 30);
    const west = wordsFor({ locale: "en-GB", timeZone: "America/Los_Angeles", currency: "USD" });
    expect(west.clock(time)).toBe("19:30");
    expect(west.day("2026-01-01")).toBe("1 Jan 2026");
    expect(west.longMonth("2026-01")).toBe("January 2026");
  });

  it("falls back where locale, zone or currency are unknown", () => {
    const words = wordsFor({ locale: "not a locale", timeZone: "Mars/Base", currency: "gold" });
    expect(words).toMatchObject({ locale: "en-US", timeZone: "UTC" });
    expect(words.money(100)).toBe("$1.00");
  });
});

describe("remainingText", () => {
  it("counts down and never goes below zero", () => {
    expect(remainingText(299_001)).toBe("5:00");
    expect(remainingText(61_000)).toBe("1:01");
    expect(remainingText(28_800_000)).toBe("8:00:00");
    expect(remainingText(5 * 86_400_000)).toBe("5 d 0 h");
    expect(remainingText(-4000)).toBe("0:00");
  });
});
