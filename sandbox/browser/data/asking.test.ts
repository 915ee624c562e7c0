import { describe, expect, it } from "vitest";
import { askLead, startAsking } from "./asking";

/** The times (milliseconds after arrival) at which a token of this life is asked for, unanswered. */
function asks(life: number, until: number, refusedAt: number[] = []): number[] {
  const asking = startAsking();
  asking.arrived(life);
  const times: number[] = [];
  for (let now = 0; now <= until; now += 250) {
    if (refusedAt.includes(now)) asking.wanted();
    if (asking.due(life - now, now)) times.push(now);
  }
  return times;
}

describe("askLead", () => {
  it("is ten seconds, or a fifth of a short life", () => {
    expect(askLead(300_000)).toBe(10_000);
    expect(askLead(20_000)).toBe(4_000);
    expect(askLead(-1)).toBe(0);
  });
});

describe("startAsking", () => {
  it("asks shortly before expiry, at expiry, and then with patience", () => {
    expect(asks(300_000, 332_000)).toEqual([290_000, 300_000, 315_000, 330_000]);
  });

  it("keeps five seconds between asks for a short life too", () => {
    expect(asks(10_000, 20_000)).toEqual([8_000, 13_000]);
  });

  it("asks at once when the vendor refuses, but not more often than every five seconds", () => {
    const refusals = [20_000, 21_000, 22_000, 40_000];
    expect(asks(300_000, 60_000, refusals)).toEqual([20_000, 25_000, 40_000]);
  });

  it("starts anew with the next token", () => {
    const asking = startAsking();
    asking.arrived(20_000);
    expect(asking.due(3_000, 17_000)).toBe(true);
    asking.arrived(60_000);
    expect(asking.due(59_000, 18_000)).toBe(false);
    expect(asking.due(0, 77_000)).toBe(true);
  });
});
