import { describe, expect, it } from "vitest";
import { chanceFrom, World, type WorldOptions } from "./simulation.fixtures";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function shown(options: WorldOptions = {}) {
  const world = new World(options).start();
  world.seconds(1);
  expect(world.says).toBe("showing");
  return world;
}

describe("1. lifetimes", () => {
  it("counts from the request, not from the answer", () => {
    const world = new World({ expiresIn: 10, mintMs: 4_000, chance: () => 0 }).start();
    world.pass(5_001);
    expect(world.mints).toEqual([0, 5_000]);
  });

  it("counts from an earlier request where the page sent it", () => {
    const world = new World({ expiresIn: 10, chance: () => 0 });
    world.pass(3_000);
    const sent = { mono: 0, wall: world.wall - 3_000, chance: 0 };
    world.answer = (flight) => (flight === 1 ? { sent } : {});
    world.start().pass(2_001);
    expect(world.mints).toEqual([3_000, 5_000]);
  });

  it.each([-9 * HOUR, 9 * HOUR])("does not care for a wall clock that is wrong by %d ms", (off) => {
    const world = new World();
    world.wall += off;
    world.start().pass(HOUR);
    expect(world.mints).toHaveLength(18);
    expect(world.dead).toBe(0);
  });

  it("mints once early when the clock jumps forward, and not at all when it jumps back", () => {
    const world = shown();
    world.wall += 2 * HOUR;
    world.hear({ on: "wake" });
    world.seconds(1);
    expect(world.mints).toHaveLength(2);
    world.dead = 0;
    world.seconds(150);
    expect(world.mints).toHaveLength(2);
    world.wall -= 5 * HOUR;
    world.seconds(290);
    expect(world.mints.length).toBeGreaterThanOrEqual(3);
    expect(world.mints.length).toBeLessThanOrEqual(4);
    expect(world.dead).toBe(0);
  });

  it("does not lose an answer on its way when the clock jumps", () => {
    const world = new World({ mintMs: 3_000 }).start();
    world.pass(1_000);
    world.wall += 2 * HOUR;
    world.pass(3_000);
    expect(world.done[1]).toBe("present 1");
  });
});

describe("2. when renewal is due", () => {
  it("lies between half and seven eighths of a life, spread evenly", () => {
    const chance = chanceFrom(7);
    const gaps = Array.from({ length: 400 }, () => {
      const world = new World({ chance }).start();
      world.seconds(262);
      return (world.mints[1] ?? 0) / 300_000;
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
  ])("a life of %d s is renewed every %d s, never in a hot loop", (expiresIn, every) => {
    const world = new World({ expiresIn }).start();
    world.seconds(600);
    expect(world.mints.length).toBe(Math.floor(600 / every) + 1);
  });

  it("a life of 30 days outlasts the longest timer", () => {
    const world = new World({ expiresIn: 30 * 86_400, chance: () => 0.99 }).start();
    world.pass(60 * DAY);
    expect(world.mints).toHaveLength(3);
    expect(world.dead).toBe(0);
  });

  it("a life longer than any timer is waited for in parts", () => {
    const world = new World({ expiresIn: 200 * 86_400, chance: () => 0 }).start();
    world.pass(99 * DAY);
    expect(world.mints).toHaveLength(1);
    world.pass(2 * DAY);
    expect(world.mints).toHaveLength(2);
  });

  it("takes nonsense for a short life", () => {
    for (const expiresIn of [0, -5, Number.NaN]) {
      const world = new World({ expiresIn }).start();
      world.seconds(20);
      expect(world.mints.length).toBeLessThanOrEqual(11);
    }
  });
});

describe("3. single flight", () => {
  it("asked by the pane and due by the timer at the same moment: one mint", () => {
    const world = shown();
    world.in(205_500 - world.mono, () => world.hear({ on: "asked" }));
    world.seconds(250);
    expect(world.mints).toHaveLength(2);
  });

  it("an ask while a mint is in the air is met by it", () => {
    const world = shown();
    world.in(205_510 - world.mono, () => {
      world.hear({ on: "asked" });
      world.hear({ on: "asked" });
    });
    world.seconds(250);
    expect(world.mints).toHaveLength(2);
    expect(world.done.filter((what) => what.startsWith("give"))).toEqual(["give 2"]);
  });

  it("answers an ask at once, and a vendor that never stops asking ever more slowly", () => {
    const world = shown();
    world.seconds(170);
    world.hear({ on: "asked" });
    world.seconds(1);
    expect(world.mints).toHaveLength(2);
    const hour = world.mono + HOUR;
    while (world.mono < hour) {
      world.hear({ on: "asked" });
      world.pass(500);
    }
    expect(world.mints.length).toBeLessThan(40);
    expect(world.says).toBe("showing");
  });

  it("a hanging mint is given up and does not block the next", () => {
    const world = new World();
    world.answer = (flight) => (flight === 1 ? "hang" : {});
    world.start().seconds(20);
    expect(world.done.slice(0, 3)).toEqual(["mint 1", "abort 1", "mint 2"]);
    expect(world.says).toBe("showing");
  });

  it("a late answer of an abandoned mint is forgotten", () => {
    const world = new World({ mintMs: 16_000 });
    world.start().seconds(16.5);
    world.hear({ on: "minted", flight: 1, mode: "swap", expiresIn: 300, inPlace: false });
    expect(world.done).toContain("discard 1");
    expect(world.done).not.toContain("present 1");
  });
});

describe("4. a mint that fails", () => {
  it("is tried again within the life that is left, unseen by the dashboard", () => {
    const world = shown();
    world.answer = (flight) => (flight < 6 ? { status: 503 } : {});
    world.seconds(206);
    expect(world.says).toBe("interrupted");
    world.seconds(74);
    expect(world.says).toBe("showing");
    expect(world.dead).toBe(0);
  });

  it("keeps trying after expiry, ever more slowly, and recovers by itself", () => {
    const world = shown({ chance: chanceFrom(3) });
    world.answer = () => ({ status: 500 });
    world.pass(6 * HOUR);
    expect(world.says).toBe("interrupted");
    expect(world.view.expired).toBe(true);
    const gaps = world.mints.slice(2).map((at, i) => at - (world.mints[i + 1] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_500);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(375_100);
    expect(world.mints.length).toBeLessThan(100);
    world.answer = () => ({});
    world.seconds(380);
    expect(world.says).toBe("showing");
  });

  it("honours Retry-After, also when the connection comes back", () => {
    const world = new World();
    world.answer = (flight) => (flight === 1 ? { status: 429, after: 120 } : {});
    world.start().seconds(60);
    world.hear({ on: "online", yes: false });
    world.hear({ on: "online", yes: true });
    world.seconds(59);
    expect(world.mints).toHaveLength(1);
    world.seconds(32);
    expect(world.mints).toHaveLength(2);
  });

  it.each([
    [401, "signed_out"],
    [403, "not_allowed"],
    [404, "gone"],
    [409, "not_configured"],
  ])("%d is a clear no", (status, reason) => {
    const world = shown();
    world.answer = () => ({ status });
    world.pass(DAY);
    expect(world.mints).toHaveLength(2);
    expect(world.says).toBe(`refused ${reason}`);
    expect(world.done.at(-1)).toBe("remove");
  });

  it("says so when the first one fails, and is tried at once by the person", () => {
    const world = new World();
    world.answer = () => ({ status: 503 });
    world.start().seconds(40);
    expect(world.says).toBe("interrupted");
    world.answer = () => ({});
    world.hear({ on: "retry" });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });
});

describe("5. sleep, hidden tabs, the back button", () => {
  it("renews at once after sleep, when the monotonic clock stood still", () => {
    const world = shown();
    world.pass(8 * HOUR, true);
    world.hear({ on: "visible", yes: true });
    world.pass(51);
    expect(world.mints).toHaveLength(2);
    expect(world.says).toBe("showing");
  });

  it("mints nothing while hidden, and at once when seen again", () => {
    const world = shown();
    world.hear({ on: "visible", yes: false });
    world.pass(9 * HOUR);
    expect(world.mints).toHaveLength(1);
    world.hear({ on: "visible", yes: true });
    expect(world.mints).toHaveLength(2);
  });

  for (const [mode, hidden] of [
    ["message", 50 + 600],
    ["swap", 50 + 400],
  ] as const)
    it(`${mode}: nobody sees a pane whose token died meanwhile, until it is renewed`, () => {
      const world = shown({ mode });
      world.hear({ on: "visible", yes: false });
      world.pass(HOUR);
      world.hear({ on: "visible", yes: true });
      world.pass(hidden - 1);
      expect(world.view.waking).toBe(true);
      world.pass(2);
      expect(world.view).toMatchObject({ phase: "showing", waking: false });
    });

  it("is seen as it is when the renewal fails, or hangs, or there is no connection", () => {
    for (const answer of [{ status: 500 }, "hang"] as const) {
      const world = shown();
      world.answer = () => answer;
      world.pass(HOUR, true);
      world.hear({ on: "visible", yes: true });
      expect(world.view.waking).toBe(true);
      world.seconds(16);
      expect(world.view).toMatchObject({ phase: "interrupted", waking: false });
      world.hear({ on: "visible", yes: true });
      expect(world.view.waking).toBe(false);
    }
    const offline = shown();
    offline.pass(HOUR, true);
    offline.hear({ on: "online", yes: false });
    offline.hear({ on: "visible", yes: true });
    expect(offline.view.waking).toBe(false);
  });

  it("does nothing when seen again before it is due", () => {
    const world = shown();
    for (let i = 0; i < 100; i++) world.hear({ on: "visible", yes: i % 2 === 1 });
    expect(world.mints).toHaveLength(1);
  });

  it("does not count hidden time against a load", () => {
    const world = new World({ loadMs: Number.POSITIVE_INFINITY }).start();
    world.seconds(1);
    world.hear({ on: "visible", yes: false });
    world.seconds(60);
    world.hear({ on: "visible", yes: true });
    world.seconds(19);
    expect(world.says).toBe("loading");
    world.seconds(2);
    expect(world.says).toBe("refused vendor_unreachable");
  });

  it("a page opened in the background waits until it is seen", () => {
    const world = new World();
    world.hear({ on: "visible", yes: false });
    world.pass(HOUR);
    expect(world.mints).toHaveLength(0);
    world.hear({ on: "visible", yes: true });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });
});

describe("6. offline", () => {
  it("asks for nothing, says so, and catches up", () => {
    const world = shown();
    world.hear({ on: "online", yes: false });
    expect(world.says).toBe("interrupted");
    world.pass(HOUR);
    expect(world.mints).toHaveLength(1);
    expect(world.says).toBe("refused offline");
    world.hear({ on: "online", yes: true });
    world.seconds(2);
    expect(world.mints).toHaveLength(2);
    expect(world.says).toBe("showing");
  });

  it("does not come back in the same instant in every tab", () => {
    const chance = chanceFrom(6);
    const times = Array.from({ length: 50 }, () => {
      const world = new World({ chance }).start();
      world.seconds(1);
      world.hear({ on: "online", yes: false });
      world.pass(HOUR);
      const back = world.mono;
      world.hear({ on: "online", yes: true });
      world.seconds(2);
      return (world.mints[1] ?? Number.NaN) - back;
    });
    expect(Math.max(...times)).toBeLessThanOrEqual(1_000);
    for (const tenth of [0, 200, 400, 600, 800])
      expect(times.filter((ms) => ms >= tenth && ms < tenth + 200).length).toBeLessThan(20);
  });

  it("goes on as if nothing had been when it was short", () => {
    const world = shown();
    world.hear({ on: "online", yes: false });
    world.hear({ on: "online", yes: true });
    expect(world.says).toBe("showing");
    expect(world.mints).toHaveLength(1);
  });

  it("says offline when there is nothing to show yet", () => {
    const world = new World();
    world.hear({ on: "online", yes: false });
    expect(world.says).toBe("refused offline");
    world.hear({ on: "online", yes: true });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });
});

describe("7. authority", () => {
  it.each(["signed_out", "suspended", "not_allowed", "gone", "not_configured"] as const)(
    "%s removes the pane at once, without a mint, and comes back when allowed again",
    (verdict) => {
      const world = shown();
      world.hear({ on: "authority", verdict });
      expect(world.says).toBe(`refused ${verdict}`);
      expect(world.done.at(-1)).toBe("remove");
      world.pass(HOUR);
      expect(world.mints).toHaveLength(1);
      world.hear({ on: "authority", verdict: "allowed" });
      world.seconds(1);
      expect(world.says).toBe("showing");
    },
  );

  it("another person ends the pane; the first one, back again, resumes it", () => {
    const world = new World({ viewer: "ann" });
    world.answer = () => ({ viewer: "ann" });
    world.start().seconds(1);
    world.hear({ on: "authority", verdict: "someone_else" });
    expect(world.says).toBe("ended someone_else");
    expect(world.done.at(-1)).toBe("remove");
    world.pass(HOUR);
    expect(world.mints).toHaveLength(1);
    world.hear({ on: "authority", verdict: "allowed" });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });

  it("does not argue when mint and authority disagree about the dashboard", () => {
    const world = new World();
    world.answer = () => ({ status: 403 });
    world.start();
    for (let i = 0; i < 1_000; i++) {
      world.seconds(4);
      world.hear({ on: "authority", verdict: "allowed" });
    }
    expect(world.mints).toHaveLength(1);
  });

  it("argues ever more slowly when they disagree about the person", () => {
    const world = new World();
    world.answer = () => ({ status: 401 });
    world.start();
    for (let i = 0; i < 1_000; i++) {
      world.seconds(4);
      world.hear({ on: "authority", verdict: i % 2 ? "allowed" : "signed_out" });
    }
    expect(world.mints.length).toBeLessThan(1_000);
    world.hear({ on: "close" });
    expect(world.says).toBe("ended closed");
  });
});

describe("8. for the same person", () => {
  it.each([
    ["message", "bob"],
    ["swap", "bob"],
    ["session", "bob"],
    ["message", undefined],
  ] as const)(
    "throws a token away that is not, or does not say that it is (%s, %s)",
    (mode, viewer) => {
      const world = new World({ mode });
      world.answer = (flight) => ({ viewer: flight === 1 ? "ann" : viewer });
      world.start().pass(DAY);
      expect(world.says).toBe("ended someone_else");
      expect(world.done.slice(-2)).toEqual(["discard 2", "remove"]);
      expect(world.done.filter((what) => /^(give|present|open) 2/.test(what))).toEqual([]);
      expect(world.mints).toHaveLength(2);
    },
  );

  it("knows from the page whose pane it is, before the first mint", () => {
    const world = new World({ viewer: "ann" });
    world.answer = () => ({ viewer: "bob" });
    world.start().seconds(400);
    expect(world.says).toBe("ended someone_else");
    expect(world.done).toEqual(["mint 1", "discard 1"]);
  });
});

describe("9. a pane that never becomes ready", () => {
  it("says so after twenty seconds and goes on trying slowly", () => {
    const world = new World({ loadMs: Number.POSITIVE_INFINITY }).start();
    world.seconds(19);
    expect(world.says).toBe("loading");
    world.seconds(2);
    expect(world.says).toBe("refused vendor_unreachable");
    world.pass(HOUR);
    expect(world.says).toBe("refused vendor_unreachable");
    expect(world.mints.length).toBeGreaterThan(5);
    expect(world.mints.length).toBeLessThan(25);
    world.options.loadMs = 400;
    world.seconds(400);
    expect(world.says).toBe("showing");
  });

  it("takes a frame that becomes ready late, without another token", () => {
    const world = new World({ loadMs: 25_000 }).start();
    world.seconds(21);
    expect(world.says).toBe("refused vendor_unreachable");
    world.seconds(5);
    expect(world.says).toBe("showing");
    expect(world.mints).toHaveLength(1);
  });

  it("is loading again when the person asks", () => {
    const world = new World({ loadMs: Number.POSITIVE_INFINITY }).start();
    world.seconds(21);
    world.hear({ on: "retry" });
    expect(world.says).toBe("loading");
    expect(world.mints).toHaveLength(2);
  });

  it("asks for a new token when what is shown fails, and ever more slowly where that does not help", () => {
    const world = shown({ mode: "swap" });
    world.hear({ on: "broken", flight: 1 });
    world.seconds(3);
    expect(world.done.slice(3)).toEqual(["mint 2", "present 2", "show 2"]);
    const hour = world.mono + HOUR;
    while (world.mono < hour) {
      world.hear({ on: "broken", flight: world.state.shown?.flight ?? 0 });
      world.pass(500);
    }
    expect(world.mints.length).toBeLessThan(40);
    expect(world.says).toBe("showing");
  });

  it("hears the vendor's own error", () => {
    const world = new World({ loadMs: Number.POSITIVE_INFINITY }).start();
    world.seconds(1);
    world.hear({ on: "broken", flight: 1 });
    expect(world.says).toBe("refused vendor_unreachable");
    expect(world.done.at(-1)).toBe("discard 1");
  });
});

describe("a person who wants it loaded anew", () => {
  it.each(["message", "swap", "session"] as const)(
    "gets another frame over the first, also where that could take the token (%s)",
    (mode) => {
      const world = shown({ mode, seconds: 28_800 });
      world.seconds(5);
      world.hear({ on: "reload" });
      world.hear({ on: "reload" });
      world.seconds(1);
      expect(world.done.slice(3)).toEqual(["mint 2", "present 2", "show 2"]);
      expect(world.says).toBe("showing");
    },
  );

  it("is served again after a no, and not while hidden", () => {
    const world = new World();
    world.answer = (flight) => (flight === 1 ? { status: 409 } : {});
    world.start().seconds(1);
    expect(world.says).toBe("refused not_configured");
    world.hear({ on: "visible", yes: false });
    world.hear({ on: "reload" });
    world.seconds(60);
    expect(world.mints).toHaveLength(1);
    world.hear({ on: "visible", yes: true });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });

  it("waits as long as the server said", () => {
    const world = new World();
    world.answer = (flight) => (flight === 1 ? { status: 503, after: 60 } : {});
    world.start().seconds(10);
    world.hear({ on: "retry" });
    world.seconds(49);
    expect(world.mints).toHaveLength(1);
    world.seconds(20);
    expect(world.says).toBe("showing");
  });
});

describe("11. the end", () => {
  it("aborts what is in the air, removes what is shown, sets no timer, hears nothing more", () => {
    const world = shown();
    world.seconds(194);
    world.hear({ on: "asked" });
    world.hear({ on: "close" });
    expect(world.done.slice(-2)).toEqual(["abort 2", "remove"]);
    const { length } = world.done;
    for (const on of ["wake", "asked", "retry"] as const) world.hear({ on });
    world.hear({ on: "visible", yes: true });
    world.pass(DAY);
    expect(world.done.slice(length)).toEqual([]);
    expect(world.says).toBe("ended closed");
  });

  it("keeps a state of constant size through 200 renewals", () => {
    const world = shown({ mode: "swap" });
    world.seconds(600);
    const size = JSON.stringify(world.state).length;
    world.pass(200 * 206_500);
    expect(world.mints.length).toBeGreaterThan(200);
    expect(JSON.stringify(world.state).length).toBeLessThanOrEqual(size + 30);
  });
});

describe("swap", () => {
  it("shows the second frame only when it is ready, and only then forgets the first", () => {
    const world = shown({ mode: "swap" });
    world.seconds(206);
    expect(world.done).toEqual(["mint 1", "present 1", "show 1", "mint 2", "present 2", "show 2"]);
  });

  it("keeps the first when the second never becomes ready, and tries again", () => {
    const world = shown({ mode: "swap" });
    world.options.loadMs = Number.POSITIVE_INFINITY;
    world.seconds(225.5);
    expect(world.done.slice(-3)).toEqual(["mint 2", "present 2", "discard 2"]);
    expect(world.says).toBe("interrupted");
    world.options.loadMs = 400;
    world.seconds(30);
    expect(world.says).toBe("showing");
    expect(world.done).not.toContain("remove");
    expect(world.dead).toBe(0);
  });

  it("gives a vendor that is slower than that more time with each try", () => {
    const world = new World({ mode: "swap", loadMs: 25_000 }).start();
    world.seconds(60);
    expect(world.says).toBe("showing");
    world.pass(DAY);
    expect(world.dead).toBe(0);
    // Two tokens a renewal: the first second frame is given up after twenty seconds.
    expect(world.mints.length).toBeGreaterThan(600);
    expect(world.mints.length).toBeLessThan(1_000);
  });

  it("waits for a quiet moment, but not past the end of a life", () => {
    const world = shown({ mode: "swap" });
    while (world.mono < 300_000) {
      world.hear({ on: "touched", carried: false });
      world.seconds(1);
    }
    expect(world.mints).toHaveLength(2);
    expect(world.mints[1]).toBeGreaterThanOrEqual(269_000);
    expect(world.dead).toBe(0);
  });

  it("loads the second frame again when the person has moved on, twice at once and then when they rest", () => {
    const world = shown({ mode: "swap" });
    world.options.loadMs = 3_000;
    for (let i = 0; i < 9; i++) {
      while (world.state.staged === undefined && world.mono < 299_000) world.pass(100);
      world.hear({ on: "touched", carried: true });
    }
    world.seconds(10);
    expect(world.done.filter((what) => what.startsWith("discard"))).toEqual([
      "discard 2",
      "discard 3",
      "discard 4",
    ]);
    expect(world.mints).toHaveLength(5);
    expect(world.dead).toBe(0);
  });
});

describe("an outline", () => {
  const shownAt = (world: World) => world.done.filter((what) => what.startsWith("show"));

  it("is enough for a pane with nothing on screen", () => {
    const world = new World({ mode: "swap", drawMs: 5_000 }).start();
    world.pass(451);
    expect(world.says).toBe("showing");
  });

  it("does not take a picture's place: the data does", () => {
    const world = shown({ mode: "swap", drawMs: 5_000 });
    world.seconds(205);
    expect(world.mints).toHaveLength(2);
    world.seconds(4);
    expect(shownAt(world)).toEqual(["show 1"]);
    world.seconds(3);
    expect(shownAt(world)).toEqual(["show 1", "show 2"]);
    expect(world.dead).toBe(0);
  });

  it("waits for data ten seconds, and not beyond the end of what is seen", () => {
    const slow = { mode: "swap", drawMs: Number.POSITIVE_INFINITY } as const;
    const world = shown(slow);
    world.seconds(214);
    expect(shownAt(world)).toEqual(["show 1"]);
    world.seconds(2);
    expect(shownAt(world)).toEqual(["show 1", "show 2"]);
    const short = new World({ ...slow, expiresIn: 8, chance: () => 0 }).start();
    short.pass(7_900);
    expect(shownAt(short)).toEqual(["show 1"]);
    short.pass(200);
    expect(shownAt(short)).toEqual(["show 1", "show 2"]);
    expect(short.dead).toBe(0);
  });

  it("gives way when it breaks before its data came", () => {
    const world = shown({ mode: "swap", drawMs: Number.POSITIVE_INFINITY });
    world.in(207_000 - world.mono, () => world.hear({ on: "broken", flight: 2 }));
    world.seconds(207);
    expect(world.done.slice(-1)).toEqual(["discard 2"]);
    expect(world.says).toBe("interrupted");
  });
});

describe("session", () => {
  it("opens the next one at nine tenths, behind what is shown", () => {
    const world = shown({ mode: "session", seconds: 28_800, chance: () => 0 });
    world.pass(8 * HOUR);
    expect(world.mints).toEqual([0, 0.9 * 8 * HOUR]);
    expect(world.done.slice(3)).toEqual(["mint 2", "open 2", "discard 2"]);
    expect(world.says).toBe("showing");
    expect(world.dead).toBe(0);
  });

  it("loads anew when the session was slept through", () => {
    const world = shown({ mode: "session", seconds: 28_800 });
    world.pass(20 * HOUR, true);
    world.hear({ on: "visible", yes: true });
    world.seconds(1);
    expect(world.done.slice(3)).toEqual(["mint 2", "present 2", "show 2"]);
  });

  it("ends when this browser opened the vendor for someone else, until the person wants it back", () => {
    const world = shown({ mode: "session", seconds: 28_800 });
    world.hear({ on: "replaced" });
    expect(world.says).toBe("ended replaced");
    world.hear({ on: "authority", verdict: "allowed" });
    world.pass(HOUR);
    expect(world.mints).toHaveLength(1);
    world.hear({ on: "retry" });
    world.seconds(1);
    expect(world.says).toBe("showing");
  });
});

describe("a day in the life", () => {
  it.each([
    // 86,400 s at 205.5 s each, and the first.
    ["message", { expiresIn: 300 }, 421],
    // Eight hours at 87.5 % each, and the first.
    ["session", { expiresIn: 300, seconds: 28_800 }, 4],
    ["swap", { expiresIn: 300 }, 421],
    ["swap", { expiresIn: 3_600 }, 36],
  ] as const)("%s %o: %d mints, no moment without a live token", (mode, options, mints) => {
    const world = new World({ mode, ...options }).start();
    world.pass(DAY - 1);
    expect(world.mints).toHaveLength(mints);
    expect(world.dead).toBe(0);
    expect(world.says).toBe("showing");
  });
});
