import { describe, expect, it } from "vitest";
import { pollDelay } from "./revocation";
import { Simulation, showing } from "./simulation.fixtures";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("access", () => {
  it.each(["signed_out", "suspended", "not_allowed", "gone", "not_configured"] as const)(
    "%s clears the pane without a mint; allowed restores it",
    (status) => {
      const sim = showing();
      sim.dispatch({ type: "access", status });
      expect(sim.status).toBe(`refused ${status}`);
      expect(sim.effects.at(-1)).toBe("clear");
      sim.advance(HOUR);
      expect(sim.mints).toHaveLength(1);
      sim.dispatch({ type: "access", status: "allowed" });
      sim.seconds(1);
      expect(sim.status).toBe("showing");
    },
  );

  it("another viewer ends the pane; the first one resumes it", () => {
    const sim = new Simulation({ viewer: "ann" });
    sim.respond = () => ({ viewer: "ann" });
    sim.start().seconds(1);
    sim.dispatch({ type: "access", status: "viewer_changed" });
    expect(sim.status).toBe("ended viewer_changed");
    expect(sim.effects.at(-1)).toBe("clear");
    sim.advance(HOUR);
    expect(sim.mints).toHaveLength(1);
    sim.dispatch({ type: "access", status: "allowed" });
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });

  it("doesn't retry if mint and authority disagree about a dashboard", () => {
    const sim = new Simulation();
    sim.respond = () => ({ status: 403 });
    sim.start();
    for (let i = 0; i < 1_000; i++) {
      sim.seconds(4);
      sim.dispatch({ type: "access", status: "allowed" });
    }
    expect(sim.mints).toHaveLength(1);
  });

  it("retries ever more slowly if they disagree about the viewer", () => {
    const sim = new Simulation();
    sim.respond = () => ({ status: 401 });
    sim.start();
    for (let i = 0; i < 1_000; i++) {
      sim.seconds(4);
      sim.dispatch({ type: "access", status: i % 2 ? "allowed" : "signed_out" });
    }
    expect(sim.mints.length).toBeLessThan(1_000);
    sim.dispatch({ type: "unmount" });
    expect(sim.status).toBe("ended unmounted");
  });
});

describe("a token for another viewer", () => {
  it.each([
    ["message", "bob"],
    ["swap", "bob"],
    ["session", "bob"],
    ["message", undefined],
  ] as const)("is discarded, as is one that names no viewer (%s, %s)", (mode, viewer) => {
    const sim = new Simulation({ mode });
    sim.respond = (mintId) => ({ viewer: mintId === 1 ? "ann" : viewer });
    sim.start().advance(DAY);
    expect(sim.status).toBe("ended viewer_changed");
    expect(sim.effects.slice(-2)).toEqual(["discard 2", "clear"]);
    expect(
      sim.effects.filter((effect) => /^(update_token|load|extend_session) 2/.test(effect)),
    ).toEqual([]);
    expect(sim.mints).toHaveLength(2);
  });

  it("is discarded on the first mint if the page named its viewer", () => {
    const sim = new Simulation({ viewer: "ann" });
    sim.respond = () => ({ viewer: "bob" });
    sim.start().seconds(400);
    expect(sim.status).toBe("ended viewer_changed");
    expect(sim.effects).toEqual(["mint 1", "discard 1"]);
  });
});

describe("authority poll", () => {
  it("runs within 4 s, backs off to 30 s, and never undercuts Retry-After", () => {
    for (const random of [0, 0.5, 0.99]) {
      expect(pollDelay(0, 0, random)).toBeGreaterThanOrEqual(3_200);
      expect(pollDelay(0, 0, random)).toBeLessThanOrEqual(4_000);
      expect(pollDelay(20, 0, random)).toBeLessThanOrEqual(30_000);
      expect(pollDelay(0, 60, random)).toBe(60_000);
      expect(pollDelay(0, 86_400, random)).toBe(3_600_000);
    }
    expect(pollDelay(2, 0, 1)).toBe(16_000);
  });
});
