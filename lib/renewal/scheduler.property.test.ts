import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceFrom, World } from "./simulation.fixtures";
import type { RenewalEvent } from "./state";

const verdicts = [
  "allowed",
  "someone_else",
  "signed_out",
  "suspended",
  "not_allowed",
  "gone",
] as const;
const events: fc.Arbitrary<RenewalEvent> = fc.oneof(
  fc.constantFrom<RenewalEvent[]>(
    { on: "wake" },
    { on: "asked" },
    { on: "retry" },
    { on: "reload" },
    { on: "replaced" },
  ),
  fc.record({ on: fc.constantFrom("visible", "online"), yes: fc.boolean() }),
  fc.record({ on: fc.constant("touched"), carried: fc.boolean() }),
  fc.record({ on: fc.constantFrom("ready", "broken"), flight: fc.nat(12) }),
  fc.record({ on: fc.constant("authority"), verdict: fc.constantFrom(...verdicts) }),
  fc.record({ on: fc.constant("failed"), flight: fc.constant(-1) }),
);
const answers = fc.constantFrom(200, 200, 200, 500, 503, 429, 401, 403, 404, 409, 0);
const options = fc.record({
  mode: fc.constantFrom("message", "swap", "session"),
  expiresIn: fc.constantFrom(1, 5, 30, 300, 86_400, 30 * 86_400),
  seconds: fc.constantFrom(10, 28_800),
  mintMs: fc.constantFrom(1, 50, 3_000, 20_000),
  loadMs: fc.constantFrom(1, 400, 30_000, Number.POSITIVE_INFINITY),
  drawMs: fc.constantFrom(undefined, 1, 4_000, Number.POSITIVE_INFINITY),
});

describe("whatever happens, in whatever order", () => {
  // The world throws on two mints in flight, on a mint while hidden, offline, refused or ended, on a
  // timer that would overflow or fire at once, on a pane that waits for nothing, and on a changed state.
  it("never mints when it must not, and always ends where a person can act", () => {
    const steps = fc.array(fc.tuple(fc.nat(40_000), events, fc.boolean()), { maxLength: 60 });
    const run = fc.property(
      options,
      steps,
      fc.array(answers),
      fc.nat(),
      (settings, list, codes, seed) => {
        const world = new World({ ...settings, chance: chanceFrom(seed) });
        world.answer = (flight) => {
          const status = codes[flight % codes.length] ?? 200;
          if (status === 0) return "hang";
          return status === 200 ? {} : { status };
        };
        world.start();
        for (const [ms, event, asleep] of list) {
          world.pass(ms, asleep);
          world.hear(event);
        }
        // Fair weather again.
        world.answer = () => ({});
        Object.assign(world.options, { mintMs: 50, loadMs: 400, expiresIn: 300 });
        world.hear({ on: "visible", yes: true });
        world.hear({ on: "online", yes: true });
        world.seconds(1_000);
        world.hear({ on: "authority", verdict: "allowed" });
        world.seconds(400);
        // A clear no of the mint, and a session taken over, wait for the person.
        if (world.view.phase === "refused" || world.view.phase === "ended")
          world.hear({ on: "retry" });
        world.seconds(400);
        expect(["showing", "renewing"]).toContain(world.view.phase);
        expect(world.view.waking).toBe(false);
      },
    );
    fc.assert(run, { numRuns: 300 });
  });

  it("leaves no gap while mints succeed", () => {
    const lives = fc.record({
      mode: fc.constantFrom("message", "swap", "session"),
      expiresIn: fc.constantFrom(5, 20, 300, 3_600),
      seconds: fc.constantFrom(10, 60, 28_800),
      mintMs: fc.integer({ min: 1, max: 400 }),
      loadMs: fc.integer({ min: 1, max: 500 }),
    });
    const events = fc.oneof(
      fc.record({ on: fc.constant("touched" as const), carried: fc.boolean() }),
      fc.record({ on: fc.constantFrom("ready" as const, "broken" as const), flight: fc.nat(40) }),
      fc.constantFrom<RenewalEvent[]>(
        { on: "asked" },
        { on: "reload" },
        { on: "retry" },
        { on: "visible", yes: true },
        { on: "online", yes: true },
        { on: "authority", verdict: "allowed" },
      ),
    );
    const steps = fc.array(fc.tuple(fc.nat(20_000), events), { maxLength: 40 });
    const run = fc.property(lives, steps, fc.nat(), (settings, list, seed) => {
      const world = new World({ ...settings, chance: chanceFrom(seed) }).start();
      for (const [ms, event] of list) {
        world.pass(ms);
        world.hear(event);
      }
      world.seconds(1_000);
      expect(world.dead).toBe(0);
      expect(["showing", "renewing"]).toContain(world.view.phase);
      // Only a person who has moved on costs a second frame, and so a token, at once.
      const restaged = list.some(([, { on }]) => on === "touched") && settings.mode === "swap";
      const gaps = world.mints.slice(1).map((at, i) => at - (world.mints[i] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(restaged ? 100 : 1_500);
    });
    fc.assert(run, { numRuns: 300 });
  });

  it("asks no sooner than the server said, whoever presses what", () => {
    const events = fc.constantFrom<RenewalEvent[]>(
      { on: "wake" },
      { on: "asked" },
      { on: "retry" },
      { on: "reload" },
      { on: "visible", yes: false },
      { on: "visible", yes: true },
      { on: "online", yes: false },
      { on: "online", yes: true },
      { on: "touched", carried: true },
    );
    const steps = fc.array(fc.tuple(fc.nat(10_000), events), { maxLength: 40 });
    const run = fc.property(
      fc.constantFrom("message" as const, "swap" as const, "session" as const),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5, max: 600 }),
      steps,
      (mode, busy, after, list) => {
        const world = new World({ mode, expiresIn: 20, seconds: 20 });
        world.answer = (flight) => (flight === busy ? { status: 429, after } : {});
        world.start();
        for (const [ms, event] of list) {
          world.pass(ms);
          world.hear(event);
        }
        world.hear({ on: "visible", yes: true });
        world.hear({ on: "online", yes: true });
        world.seconds(2_000);
        const [refused = 0, next = 0] = world.mints.slice(busy - 1);
        expect(next - refused).toBeGreaterThanOrEqual(after * 1_000);
      },
    );
    fc.assert(run, { numRuns: 200 });
  });

  it("makes no second token when a state is stepped twice", () => {
    const world = new World().start();
    world.seconds(1);
    const before = structuredClone(world.state);
    for (let i = 0; i < 50; i++) world.hear({ on: "wake" });
    expect(world.state).toEqual(before);
  });
});

/** Mints of the busiest minute, over the mean of a minute, after all panes have been opened. */
function busiest(panes: number, openedWithin: number, seed: number): number {
  const chance = chanceFrom(seed);
  const [from, until] = [300, 300 + 3_600];
  const minutes = new Map<number, number>();
  for (let i = 0; i < panes; i++) {
    const start = chance() * openedWithin;
    const world = new World({ chance }).start();
    world.seconds(until - start);
    for (const at of world.mints) {
      const second = start + at / 1_000;
      if (second < from) continue;
      const minute = Math.floor((second - from) / 60);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
  }
  const counts = [...minutes.values()];
  const mean = counts.reduce((sum, count) => sum + count, 0) / ((until - from) / 60);
  return Math.max(...counts) / mean;
}

describe("12. many panes", () => {
  it("1,000 panes opened within five minutes: the busiest minute is at most 1.5 of the mean", () => {
    const ratio = busiest(1_000, 300, 11);
    console.info(`busiest minute of 1,000 panes: ${ratio.toFixed(2)} × mean`);
    expect(ratio).toBeLessThanOrEqual(1.5);
  });

  it("also when all were opened in the same second, once their first renewals are past", () => {
    const ratio = busiest(1_000, 0, 12);
    console.info(`opened in the same second: ${ratio.toFixed(2)} × mean`);
    expect(ratio).toBeLessThanOrEqual(1.5);
  });
});
