import { describe, expect, it } from "vitest";
import { Simulation, seededRandom, showing } from "./simulation.fixtures";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("token lifetime", () => {
  it("counts from the request, not the response", () => {
    const sim = new Simulation({ expiresIn: 10, mintMs: 4_000, random: () => 0 }).start();
    sim.advance(5_001);
    expect(sim.mints).toEqual([0, 5_000]);
  });

  it("counts from the page's own request if that was earlier", () => {
    const sim = new Simulation({ expiresIn: 10, random: () => 0 });
    sim.advance(3_000);
    const sentAt = { mono: 0, wall: sim.wall - 3_000, random: 0 };
    sim.respond = (mintId) => (mintId === 1 ? { sentAt } : {});
    sim.start().advance(2_001);
    expect(sim.mints).toEqual([3_000, 5_000]);
  });

  it.each([-9 * HOUR, 9 * HOUR])("ignores a wall clock that is off by %d ms", (off) => {
    const sim = new Simulation();
    sim.wall += off;
    sim.start().advance(HOUR);
    expect(sim.mints).toHaveLength(18);
    expect(sim.expiredMs).toBe(0);
  });

  it("renews once early if the clock jumps forward, and not if it jumps back", () => {
    const sim = showing();
    sim.wall += 2 * HOUR;
    sim.dispatch({ type: "tick" });
    sim.seconds(1);
    expect(sim.mints).toHaveLength(2);
    sim.expiredMs = 0;
    sim.seconds(150);
    expect(sim.mints).toHaveLength(2);
    sim.wall -= 5 * HOUR;
    sim.seconds(290);
    expect(sim.mints.length).toBeGreaterThanOrEqual(3);
    expect(sim.mints.length).toBeLessThanOrEqual(4);
    expect(sim.expiredMs).toBe(0);
  });

  it("keeps a response that arrives after the clock jumped", () => {
    const sim = new Simulation({ mintMs: 3_000 }).start();
    sim.advance(1_000);
    sim.wall += 2 * HOUR;
    sim.advance(3_000);
    expect(sim.effects[1]).toBe("load 1");
  });
});

describe("renewal time", () => {
  it("is spread evenly between 50% and 87.5% of the lifetime", () => {
    const random = seededRandom(7);
    const gaps = Array.from({ length: 400 }, () => {
      const sim = new Simulation({ random }).start();
      sim.seconds(262);
      return (sim.mints[1] ?? 0) / 300_000;
    });
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.5);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.875);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeCloseTo(0.685, 1);
  });

  it.each([
    [0.2, 2],
    [1, 2],
    [3, 2],
    [5, 2.5],
    [20, 10],
  ])("a lifetime of %d s renews every %d s", (expiresIn, every) => {
    const sim = new Simulation({ expiresIn }).start();
    sim.seconds(600);
    expect(sim.mints.length).toBe(Math.floor(600 / every) + 1);
  });

  it("renews a lifetime of 30 days, longer than the longest timer", () => {
    const sim = new Simulation({ expiresIn: 30 * 86_400, random: () => 0.99 }).start();
    sim.advance(60 * DAY);
    expect(sim.mints).toHaveLength(3);
    expect(sim.expiredMs).toBe(0);
  });

  it("chains timers for a lifetime of 200 days", () => {
    const sim = new Simulation({ expiresIn: 200 * 86_400, random: () => 0 }).start();
    sim.advance(99 * DAY);
    expect(sim.mints).toHaveLength(1);
    sim.advance(2 * DAY);
    expect(sim.mints).toHaveLength(2);
  });

  it("treats an invalid lifetime as a short one", () => {
    for (const expiresIn of [0, -5, Number.NaN]) {
      const sim = new Simulation({ expiresIn }).start();
      sim.seconds(20);
      expect(sim.mints.length).toBeLessThanOrEqual(11);
    }
  });
});

describe("single flight", () => {
  it("mints once if the vendor's request and the timer coincide", () => {
    const sim = showing();
    sim.after(205_500 - sim.mono, () => sim.dispatch({ type: "token_requested" }));
    sim.seconds(250);
    expect(sim.mints).toHaveLength(2);
  });

  it("answers requests during a mint with that mint", () => {
    const sim = showing();
    sim.after(205_510 - sim.mono, () => {
      sim.dispatch({ type: "token_requested" });
      sim.dispatch({ type: "token_requested" });
    });
    sim.seconds(250);
    expect(sim.mints).toHaveLength(2);
    expect(sim.effects.filter((effect) => effect.startsWith("update_token"))).toEqual([
      "update_token 2",
    ]);
  });

  it("answers a request at once, and a vendor that keeps requesting ever more slowly", () => {
    const sim = showing();
    sim.seconds(170);
    sim.dispatch({ type: "token_requested" });
    sim.seconds(1);
    expect(sim.mints).toHaveLength(2);
    const hour = sim.mono + HOUR;
    while (sim.mono < hour) {
      sim.dispatch({ type: "token_requested" });
      sim.advance(500);
    }
    expect(sim.mints.length).toBeLessThan(40);
    expect(sim.status).toBe("showing");
  });

  it("renews on time even for a vendor that keeps requesting", () => {
    const sim = showing({ expiresIn: 20 });
    while (sim.mono < 600_000) {
      sim.dispatch({ type: "token_requested" });
      sim.advance(500);
    }
    expect(sim.expiredMs).toBe(0);
  });

  it("aborts a mint that hangs and sends the next", () => {
    const sim = new Simulation();
    sim.respond = (mintId) => (mintId === 1 ? "hang" : {});
    sim.start().seconds(20);
    expect(sim.effects.slice(0, 3)).toEqual(["mint 1", "abort 1", "mint 2"]);
    expect(sim.status).toBe("showing");
  });

  it("discards the late response of an aborted mint", () => {
    const sim = new Simulation({ mintMs: 16_000 });
    sim.start().seconds(16.5);
    sim.dispatch({ type: "minted", mintId: 1, mode: "swap", expiresIn: 300, inPlace: false });
    expect(sim.effects).toContain("discard 1");
    expect(sim.effects).not.toContain("load 1");
  });
});

describe("failed mint", () => {
  it("is retried before the current token expires", () => {
    const sim = showing();
    sim.respond = (mintId) => (mintId < 6 ? { status: 503 } : {});
    sim.seconds(206);
    expect(sim.status).toBe("interrupted");
    sim.seconds(74);
    expect(sim.status).toBe("showing");
    expect(sim.expiredMs).toBe(0);
  });

  it("is retried after expiry, ever more slowly, until it succeeds", () => {
    const sim = showing({ random: seededRandom(3) });
    sim.respond = () => ({ status: 500 });
    sim.advance(6 * HOUR);
    expect(sim.status).toBe("interrupted");
    expect(sim.view.expired).toBe(true);
    const gaps = sim.mints.slice(2).map((at, i) => at - (sim.mints[i + 1] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_500);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(375_100);
    expect(sim.mints.length).toBeLessThan(100);
    sim.respond = () => ({});
    sim.seconds(380);
    expect(sim.status).toBe("showing");
  });

  it("honors Retry-After, even after a reconnect", () => {
    const sim = new Simulation();
    sim.respond = (mintId) => (mintId === 1 ? { status: 429, retryAfter: 120 } : {});
    sim.start().seconds(60);
    sim.disconnect();
    sim.connect();
    sim.seconds(59);
    expect(sim.mints).toHaveLength(1);
    sim.seconds(32);
    expect(sim.mints).toHaveLength(2);
  });

  it.each([
    [401, "signed_out"],
    [403, "not_allowed"],
    [404, "gone"],
    [409, "not_configured"],
  ])("%d refuses the pane", (status, reason) => {
    const sim = showing();
    sim.respond = () => ({ status });
    sim.advance(DAY);
    expect(sim.mints).toHaveLength(2);
    expect(sim.status).toBe(`refused ${reason}`);
    expect(sim.effects.at(-1)).toBe("clear");
  });

  it("interrupts the first load, and the viewer can retry at once", () => {
    const sim = new Simulation();
    sim.respond = () => ({ status: 503 });
    sim.start().seconds(40);
    expect(sim.status).toBe("interrupted");
    sim.respond = () => ({});
    sim.dispatch({ type: "retry" });
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });
});

describe("sleep and hidden tabs", () => {
  it("renews at once after sleep, even if the monotonic clock stopped", () => {
    const sim = showing();
    sim.sleep(8 * HOUR);
    sim.show();
    sim.advance(51);
    expect(sim.mints).toHaveLength(2);
    expect(sim.status).toBe("showing");
  });

  it("mints nothing while hidden, and at once when visible again", () => {
    const sim = showing();
    sim.hide();
    sim.advance(9 * HOUR);
    expect(sim.mints).toHaveLength(1);
    sim.show();
    expect(sim.mints).toHaveLength(2);
  });

  for (const [mode, hidden] of [
    ["message", 50 + 600],
    ["swap", 50 + 400],
  ] as const)
    it(`${mode}: hides a pane whose token expired meanwhile until it is renewed`, () => {
      const sim = showing({ mode });
      sim.hide();
      sim.advance(HOUR);
      sim.show();
      sim.advance(hidden - 1);
      expect(sim.view.resuming).toBe(true);
      sim.advance(2);
      expect(sim.view).toMatchObject({ phase: "showing", resuming: false });
    });

  it("stops hiding if that renewal fails, hangs or is offline", () => {
    for (const answer of [{ status: 500 }, "hang"] as const) {
      const sim = showing();
      sim.respond = () => answer;
      sim.sleep(HOUR);
      sim.show();
      expect(sim.view.resuming).toBe(true);
      sim.seconds(16);
      expect(sim.view).toMatchObject({ phase: "interrupted", resuming: false });
      sim.show();
      expect(sim.view.resuming).toBe(false);
    }
    const offline = showing();
    offline.sleep(HOUR);
    offline.disconnect();
    offline.show();
    expect(offline.view.resuming).toBe(false);
  });

  it("does nothing if visible again before renewal is due", () => {
    const sim = showing();
    for (let i = 0; i < 100; i++) sim.dispatch({ type: "visible", value: i % 2 === 1 });
    expect(sim.mints).toHaveLength(1);
  });

  it("doesn't count hidden time toward the load timeout", () => {
    const sim = new Simulation({ loadMs: Number.POSITIVE_INFINITY }).start();
    sim.seconds(1);
    sim.hide();
    sim.seconds(60);
    sim.show();
    sim.seconds(19);
    expect(sim.status).toBe("loading");
    sim.seconds(2);
    expect(sim.status).toBe("refused vendor_unreachable");
  });

  it("a page opened in the background waits until it is visible", () => {
    const sim = new Simulation();
    sim.hide();
    sim.advance(HOUR);
    expect(sim.mints).toHaveLength(0);
    sim.show();
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });
});

describe("offline", () => {
  it("mints nothing, then catches up", () => {
    const sim = showing();
    sim.disconnect();
    expect(sim.status).toBe("interrupted");
    sim.advance(HOUR);
    expect(sim.mints).toHaveLength(1);
    expect(sim.status).toBe("refused offline");
    sim.connect();
    sim.seconds(2);
    expect(sim.mints).toHaveLength(2);
    expect(sim.status).toBe("showing");
  });

  it("spreads the mints of many tabs after a reconnect", () => {
    const random = seededRandom(6);
    const times = Array.from({ length: 50 }, () => {
      const sim = new Simulation({ random }).start();
      sim.seconds(1);
      sim.disconnect();
      sim.advance(HOUR);
      const back = sim.mono;
      sim.connect();
      sim.seconds(2);
      return (sim.mints[1] ?? Number.NaN) - back;
    });
    expect(Math.max(...times)).toBeLessThanOrEqual(1_000);
    for (const tenth of [0, 200, 400, 600, 800])
      expect(times.filter((ms) => ms >= tenth && ms < tenth + 200).length).toBeLessThan(20);
  });

  it("a short outage changes nothing", () => {
    const sim = showing();
    sim.disconnect();
    sim.connect();
    expect(sim.status).toBe("showing");
    expect(sim.mints).toHaveLength(1);
  });

  it("refuses as offline if nothing is shown yet", () => {
    const sim = new Simulation();
    sim.disconnect();
    expect(sim.status).toBe("refused offline");
    sim.connect();
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });
});

describe("a vendor that doesn't load", () => {
  it("is reported after 20 seconds and retried slowly", () => {
    const sim = new Simulation({ loadMs: Number.POSITIVE_INFINITY }).start();
    sim.seconds(19);
    expect(sim.status).toBe("loading");
    sim.seconds(2);
    expect(sim.status).toBe("refused vendor_unreachable");
    sim.advance(HOUR);
    expect(sim.status).toBe("refused vendor_unreachable");
    expect(sim.mints.length).toBeGreaterThan(5);
    expect(sim.mints.length).toBeLessThan(25);
    sim.options.loadMs = 400;
    sim.seconds(400);
    expect(sim.status).toBe("showing");
  });

  it("is shown if it becomes ready late, without another token", () => {
    const sim = new Simulation({ loadMs: 25_000 }).start();
    sim.seconds(21);
    expect(sim.status).toBe("refused vendor_unreachable");
    sim.seconds(5);
    expect(sim.status).toBe("showing");
    expect(sim.mints).toHaveLength(1);
  });

  it("loads again when the viewer retries", () => {
    const sim = new Simulation({ loadMs: Number.POSITIVE_INFINITY }).start();
    sim.seconds(21);
    sim.dispatch({ type: "retry" });
    expect(sim.status).toBe("loading");
    expect(sim.mints).toHaveLength(2);
  });

  it("gets a new token if it fails while shown, ever more slowly", () => {
    const sim = showing({ mode: "swap" });
    sim.dispatch({ type: "load_failed", mintId: 1 });
    sim.seconds(3);
    expect(sim.effects.slice(3)).toEqual(["mint 2", "load 2", "show 2"]);
    const hour = sim.mono + HOUR;
    while (sim.mono < hour) {
      sim.dispatch({ type: "load_failed", mintId: sim.state.current?.mintId ?? 0 });
      sim.advance(500);
    }
    expect(sim.mints.length).toBeLessThan(40);
    expect(sim.status).toBe("showing");
  });

  it("is unreachable as soon as it reports an error", () => {
    const sim = new Simulation({ loadMs: Number.POSITIVE_INFINITY }).start();
    sim.seconds(1);
    sim.dispatch({ type: "load_failed", mintId: 1 });
    expect(sim.status).toBe("refused vendor_unreachable");
    expect(sim.effects.at(-1)).toBe("discard 1");
  });
});

describe("reload", () => {
  it.each(["message", "swap", "session"] as const)(
    "loads a second frame even if the first could take the token (%s)",
    (mode) => {
      const sim = showing({ mode, seconds: 28_800 });
      sim.seconds(5);
      sim.dispatch({ type: "reload" });
      sim.dispatch({ type: "reload" });
      sim.seconds(1);
      expect(sim.effects.slice(3)).toEqual(["mint 2", "load 2", "show 2"]);
      expect(sim.status).toBe("showing");
    },
  );

  it("lifts a refusal, but not while hidden", () => {
    const sim = new Simulation();
    sim.respond = (mintId) => (mintId === 1 ? { status: 409 } : {});
    sim.start().seconds(1);
    expect(sim.status).toBe("refused not_configured");
    sim.hide();
    sim.dispatch({ type: "reload" });
    sim.seconds(60);
    expect(sim.mints).toHaveLength(1);
    sim.show();
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });

  it("a retry waits as long as the server asked", () => {
    const sim = new Simulation();
    sim.respond = (mintId) => (mintId === 1 ? { status: 503, retryAfter: 60 } : {});
    sim.start().seconds(10);
    sim.dispatch({ type: "retry" });
    sim.seconds(49);
    expect(sim.mints).toHaveLength(1);
    sim.seconds(20);
    expect(sim.status).toBe("showing");
  });
});

describe("unmount", () => {
  it("aborts, clears and ignores every later event", () => {
    const sim = showing();
    sim.seconds(194);
    sim.dispatch({ type: "token_requested" });
    sim.dispatch({ type: "unmount" });
    expect(sim.effects.slice(-2)).toEqual(["abort 2", "clear"]);
    const { length } = sim.effects;
    for (const type of ["tick", "token_requested", "retry"] as const) sim.dispatch({ type });
    sim.show();
    sim.advance(DAY);
    expect(sim.effects.slice(length)).toEqual([]);
    expect(sim.status).toBe("ended unmounted");
  });

  it("the state doesn't grow over 200 renewals", () => {
    const sim = showing({ mode: "swap" });
    sim.seconds(600);
    const size = JSON.stringify(sim.state).length;
    sim.advance(200 * 206_500);
    expect(sim.mints.length).toBeGreaterThan(200);
    expect(JSON.stringify(sim.state).length).toBeLessThanOrEqual(size + 30);
  });
});

describe("swap", () => {
  it("replaces the frame only once the next one is ready", () => {
    const sim = showing({ mode: "swap" });
    sim.seconds(206);
    expect(sim.effects).toEqual(["mint 1", "load 1", "show 1", "mint 2", "load 2", "show 2"]);
  });

  it("keeps the frame if the next one never becomes ready, and retries", () => {
    const sim = showing({ mode: "swap" });
    sim.options.loadMs = Number.POSITIVE_INFINITY;
    sim.seconds(225.5);
    expect(sim.effects.slice(-3)).toEqual(["mint 2", "load 2", "discard 2"]);
    expect(sim.status).toBe("interrupted");
    sim.options.loadMs = 400;
    sim.seconds(30);
    expect(sim.status).toBe("showing");
    expect(sim.effects).not.toContain("clear");
    expect(sim.expiredMs).toBe(0);
  });

  it("gives a slow vendor more time with each attempt", () => {
    const sim = new Simulation({ mode: "swap", loadMs: 25_000 }).start();
    sim.seconds(60);
    expect(sim.status).toBe("showing");
    sim.advance(DAY);
    expect(sim.expiredMs).toBe(0);
    // Two mints per renewal: the first attempt times out after 20 seconds.
    expect(sim.mints.length).toBeGreaterThan(600);
    expect(sim.mints.length).toBeLessThan(1_000);
  });

  it("waits for the viewer to be idle, but not past expiry", () => {
    const sim = showing({ mode: "swap" });
    while (sim.mono < 300_000) {
      sim.dispatch({ type: "activity", stateChanged: false });
      sim.seconds(1);
    }
    expect(sim.mints).toHaveLength(2);
    expect(sim.mints[1]).toBeGreaterThanOrEqual(269_000);
    expect(sim.expiredMs).toBe(0);
  });

  it("restarts when the viewer changes a filter: twice at once, then when idle", () => {
    const sim = showing({ mode: "swap" });
    sim.options.loadMs = 3_000;
    for (let i = 0; i < 9; i++) {
      while (sim.state.incoming === undefined && sim.mono < 299_000) sim.advance(100);
      sim.dispatch({ type: "activity", stateChanged: true });
    }
    sim.seconds(10);
    expect(sim.effects.filter((effect) => effect.startsWith("discard"))).toEqual([
      "discard 2",
      "discard 3",
      "discard 4",
    ]);
    expect(sim.mints).toHaveLength(5);
    expect(sim.expiredMs).toBe(0);
  });
});

describe("a vendor that is ready before its data", () => {
  const shows = (sim: Simulation) => sim.effects.filter((effect) => effect.startsWith("show"));

  it("is shown at once if nothing is on screen", () => {
    const sim = new Simulation({ mode: "swap", dataMs: 5_000 }).start();
    sim.advance(451);
    expect(sim.status).toBe("showing");
  });

  it("replaces a frame only once its data is there", () => {
    const sim = showing({ mode: "swap", dataMs: 5_000 });
    sim.seconds(205);
    expect(sim.mints).toHaveLength(2);
    sim.seconds(4);
    expect(shows(sim)).toEqual(["show 1"]);
    sim.seconds(3);
    expect(shows(sim)).toEqual(["show 1", "show 2"]);
    expect(sim.expiredMs).toBe(0);
  });

  it("replaces a frame without data after ten seconds, or at expiry", () => {
    const slow = { mode: "swap", dataMs: Number.POSITIVE_INFINITY } as const;
    const sim = showing(slow);
    sim.seconds(214);
    expect(shows(sim)).toEqual(["show 1"]);
    sim.seconds(2);
    expect(shows(sim)).toEqual(["show 1", "show 2"]);
    const short = new Simulation({ ...slow, expiresIn: 8, random: () => 0 }).start();
    short.advance(7_900);
    expect(shows(short)).toEqual(["show 1"]);
    short.advance(200);
    expect(shows(short)).toEqual(["show 1", "show 2"]);
    expect(short.expiredMs).toBe(0);
  });

  it("is discarded if it fails before its data", () => {
    const sim = showing({ mode: "swap", dataMs: Number.POSITIVE_INFINITY });
    sim.after(207_000 - sim.mono, () => sim.dispatch({ type: "load_failed", mintId: 2 }));
    sim.seconds(207);
    expect(sim.effects.slice(-1)).toEqual(["discard 2"]);
    expect(sim.status).toBe("interrupted");
  });
});

describe("session", () => {
  it("extends the session at 90%, out of sight", () => {
    const sim = showing({ mode: "session", seconds: 28_800, random: () => 0 });
    sim.advance(8 * HOUR);
    expect(sim.mints).toEqual([0, 0.9 * 8 * HOUR]);
    expect(sim.effects.slice(3)).toEqual(["mint 2", "extend_session 2", "discard 2"]);
    expect(sim.status).toBe("showing");
    expect(sim.expiredMs).toBe(0);
  });

  it("loads again after sleeping through the session", () => {
    const sim = showing({ mode: "session", seconds: 28_800 });
    sim.sleep(20 * HOUR);
    sim.show();
    sim.seconds(1);
    expect(sim.effects.slice(3)).toEqual(["mint 2", "load 2", "show 2"]);
  });

  it("ends when this browser opens the vendor for someone else, until the viewer retries", () => {
    const sim = showing({ mode: "session", seconds: 28_800 });
    sim.dispatch({ type: "session_replaced" });
    expect(sim.status).toBe("ended session_replaced");
    sim.dispatch({ type: "access", status: "allowed" });
    sim.advance(HOUR);
    expect(sim.mints).toHaveLength(1);
    sim.dispatch({ type: "retry" });
    sim.seconds(1);
    expect(sim.status).toBe("showing");
  });
});

describe("a day", () => {
  it.each([
    // 86,400 s / 205.5 s, plus the first.
    ["message", { expiresIn: 300 }, 421],
    // 24 h / (87.5% of 8 h), plus the first.
    ["session", { expiresIn: 300, seconds: 28_800 }, 4],
    ["swap", { expiresIn: 300 }, 421],
    ["swap", { expiresIn: 3_600 }, 36],
  ] as const)("%s %o: %d mints, never expired", (mode, options, mints) => {
    const sim = new Simulation({ mode, ...options }).start();
    sim.advance(DAY - 1);
    expect(sim.mints).toHaveLength(mints);
    expect(sim.expiredMs).toBe(0);
    expect(sim.status).toBe("showing");
  });
});
