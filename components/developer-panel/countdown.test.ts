import { describe, expect, it } from "vitest";
import { beginRenewal, type Held } from "@/lib/renewal/state";
import { clockOf, countdownOf } from "./countdown";

const at = (mono: number) => ({ mono, wall: 1_790_000_000_000 + mono, chance: 0 });
const held: Held = {
  ...{ flight: 1, mode: "swap", sent: at(0), since: 0 },
  ...{ life: 300_000, due: 180_000, latest: 270_000 },
};

describe("what is left", () => {
  it("counts from the request, and stops at nothing", () => {
    const state = { ...beginRenewal(true, true), shown: held };
    expect(countdownOf(state, at(60_000))).toEqual({
      left: 240_000,
      due: 120_000,
      passed: 0.2,
      dueAt: 0.6,
    });
    expect(countdownOf(state, at(900_000))).toMatchObject({ left: 0, due: 0, passed: 1 });
    expect(countdownOf(beginRenewal(true, true), at(0))).toBeUndefined();
  });

  it("is written as a clock", () => {
    expect([0, 900, 65_000, 3_723_000].map(clockOf)).toEqual(["0:00", "0:01", "1:05", "1:02:03"]);
  });
});
