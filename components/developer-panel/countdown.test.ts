import { describe, expect, it } from "vitest";
import { type ActiveToken, initialState } from "@/lib/renewal/state";
import { formatDuration, toCountdown } from "./countdown";

const at = (mono: number) => ({ mono, wall: 1_790_000_000_000 + mono, random: 0 });
const current: ActiveToken = {
  ...{ mintId: 1, mode: "swap", sentAt: at(0), shownAt: 0 },
  ...{ lifetime: 300_000, due: 180_000, latest: 270_000 },
};

describe("countdown", () => {
  it("counts from the request, down to zero", () => {
    const state = { ...initialState(true, true), current };
    expect(toCountdown(state, at(60_000))).toEqual({
      untilExpiry: 240_000,
      untilRenewal: 120_000,
      passed: 0.2,
      renewalAt: 0.6,
    });
    expect(toCountdown(state, at(900_000))).toMatchObject({
      untilExpiry: 0,
      untilRenewal: 0,
      passed: 1,
    });
    expect(toCountdown(initialState(true, true), at(0))).toBeUndefined();
  });

  it("is formatted as a clock", () => {
    expect([0, 900, 65_000, 3_723_000].map(formatDuration)).toEqual([
      "0:00",
      "0:01",
      "1:05",
      "1:02:03",
    ]);
  });
});
