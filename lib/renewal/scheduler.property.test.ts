import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Simulation, seededRandom } from "./simulation.fixtures";
import type { RenewalEvent } from "./state";

const statuses = [
  "allowed",
  "viewer_changed",
  "signed_out",
  "suspended",
  "not_allowed",
  "gone",
] as const;
const events: fc.Arbitrary<RenewalEvent> = fc.oneof(
  fc.constantFrom<RenewalEvent[]>(
    { type: "tick" },
    { type: "token_requested" },
    { type: "retry" },
    { type: "reload" },
    { type: "session_replaced" },
  ),
  fc.record({ type: fc.constantFrom("visible", "online"), value: fc.boolean() }),
  fc.record({ type: fc.constant("activity"), stateChanged: fc.boolean() }),
  fc.record({ type: fc.constantFrom("ready", "load_failed"), mintId: fc.nat(12) }),
  fc.record({ type: fc.constant("access"), status: fc.constantFrom(...statuses) }),
  fc.record({ type: fc.constant("mint_failed"), mintId: fc.constant(-1) }),
);
const answers = fc.constantFrom(200, 200, 200, 500, 503, 429, 401, 403, 404, 409, 0);
const options = fc.record({
  mode: fc.constantFrom("message", "swap", "session"),
  expiresIn: fc.constantFrom(1, 5, 30, 300, 86_400, 30 * 86_400),
  seconds: fc.constantFrom(10, 28_800),
  mintMs: fc.constantFrom(1, 50, 3_000, 20_000),
  loadMs: fc.constantFrom(1, 400, 30_000, Number.POSITIVE_INFINITY),
  dataMs: fc.constantFrom(undefined, 1, 4_000, Number.POSITIVE_INFINITY),
});

describe("any order of events", () => {
  // The simulation throws on a forbidden or second mint, an invalid timer, a pane that nothing will wake,
  // and a changed input state.
  it("never mints when it must not, and always recovers", () => {
    const steps = fc.array(fc.tuple(fc.nat(40_000), events, fc.boolean()), { maxLength: 60 });
    const run = fc.property(
      options,
      steps,
      fc.array(answers),
      fc.nat(),
      (settings, list, codes, seed) => {
        const sim = new Simulation({ ...settings, random: seededRandom(seed) });
        sim.respond = (mintId) => {
          const status = codes[mintId % codes.length] ?? 200;
          if (status === 0) return "hang";
          return status === 200 ? {} : { status };
        };
        sim.start();
        for (const [ms, event, asleep] of list) {
          if (asleep) sim.sleep(ms);
          else sim.advance(ms);
          sim.dispatch(event);
        }
        // Everything works again.
        sim.respond = () => ({});
        Object.assign(sim.options, { mintMs: 50, loadMs: 400, expiresIn: 300 });
        sim.show();
        sim.connect();
        sim.seconds(1_000);
        sim.dispatch({ type: "access", status: "allowed" });
        sim.seconds(400);
        // A refusal by the mint route and a replaced session wait for the viewer.
        if (sim.view.phase === "refused" || sim.view.phase === "ended")
          sim.dispatch({ type: "retry" });
        sim.seconds(400);
        expect(["showing", "renewing"]).toContain(sim.view.phase);
        expect(sim.view.resuming).toBe(false);
      },
    );
    fc.assert(run, { numRuns: 300 });
  });

  it("never shows an expired token while mints succeed", () => {
    const lives = fc.record({
      mode: fc.constantFrom("message", "swap", "session"),
      expiresIn: fc.constantFrom(5, 20, 300, 3_600),
      seconds: fc.constantFrom(10, 60, 28_800),
      mintMs: fc.integer({ min: 1, max: 400 }),
      loadMs: fc.integer({ min: 1, max: 500 }),
    });
    const events = fc.oneof(
      fc.record({ type: fc.constant("activity" as const), stateChanged: fc.boolean() }),
      fc.record({
        type: fc.constantFrom("ready" as const, "load_failed" as const),
        mintId: fc.nat(40),
      }),
      fc.constantFrom<RenewalEvent[]>(
        { type: "token_requested" },
        { type: "reload" },
        { type: "retry" },
        { type: "visible", value: true },
        { type: "online", value: true },
        { type: "access", status: "allowed" },
      ),
    );
    const steps = fc.array(fc.tuple(fc.nat(20_000), events), { maxLength: 40 });
    const run = fc.property(lives, steps, fc.nat(), (settings, list, seed) => {
      const sim = new Simulation({ ...settings, random: seededRandom(seed) }).start();
      for (const [ms, event] of list) {
        sim.advance(ms);
        sim.dispatch(event);
      }
      sim.seconds(1_000);
      expect(sim.expiredMs).toBe(0);
      expect(["showing", "renewing"]).toContain(sim.view.phase);
      // Only a changed filter may cost a second token at once.
      const restarted =
        list.some(([, { type }]) => type === "activity") && settings.mode === "swap";
      const gaps = sim.mints.slice(1).map((at, i) => at - (sim.mints[i] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(restarted ? 100 : 1_500);
    });
    fc.assert(run, { numRuns: 300 });
  });

  it("never undercuts Retry-After, whatever the viewer presses", () => {
    const events = fc.constantFrom<RenewalEvent[]>(
      { type: "tick" },
      { type: "token_requested" },
      { type: "retry" },
      { type: "reload" },
      { type: "visible", value: false },
      { type: "visible", value: true },
      { type: "online", value: false },
      { type: "online", value: true },
      { type: "activity", stateChanged: true },
    );
    const steps = fc.array(fc.tuple(fc.nat(10_000), events), { maxLength: 40 });
    const run = fc.property(
      fc.constantFrom("message" as const, "swap" as const, "session" as const),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5, max: 600 }),
      steps,
      (mode, busy, after, list) => {
        const sim = new Simulation({ mode, expiresIn: 20, seconds: 20 });
        sim.respond = (mintId) => (mintId === busy ? { status: 429, retryAfter: after } : {});
        sim.start();
        for (const [ms, event] of list) {
          sim.advance(ms);
          sim.dispatch(event);
        }
        sim.show();
        sim.connect();
        sim.seconds(2_000);
        const [refused = 0, next = 0] = sim.mints.slice(busy - 1);
        expect(next - refused).toBeGreaterThanOrEqual(after * 1_000);
      },
    );
    fc.assert(run, { numRuns: 200 });
  });

  it("repeated ticks don't mint again", () => {
    const sim = new Simulation().start();
    sim.seconds(1);
    const before = structuredClone(sim.state);
    for (let i = 0; i < 50; i++) sim.dispatch({ type: "tick" });
    expect(sim.state).toEqual(before);
  });
});

/** Mints of the busiest minute, over the mean of a minute, after all panes have been opened. */
function busiest(panes: number, openedWithin: number, seed: number): number {
  const random = seededRandom(seed);
  const [from, until] = [300, 300 + 3_600];
  const minutes = new Map<number, number>();
  for (let i = 0; i < panes; i++) {
    const start = random() * openedWithin;
    const sim = new Simulation({ random }).start();
    sim.seconds(until - start);
    for (const at of sim.mints) {
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

describe("many panes", () => {
  it("1,000 panes opened within five minutes: the busiest minute is at most 1.5 × the mean", () => {
    const ratio = busiest(1_000, 300, 11);
    console.info(`busiest minute of 1,000 panes: ${ratio.toFixed(2)} × mean`);
    expect(ratio).toBeLessThanOrEqual(1.5);
  });

  it("the same if all were opened in one second, after their first renewals", () => {
    const ratio = busiest(1_000, 0, 12);
    console.info(`opened in the same second: ${ratio.toFixed(2)} × mean`);
    expect(ratio).toBeLessThanOrEqual(1.5);
  });
});
