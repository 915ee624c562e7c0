// Decides when a pane asks for a token, when a new frame takes over, and when it gives up.
import { awake, elapsed, FLOOR, LONGEST_TIMER, left, type Moment, pause, type Wait } from "./clock";
import {
  clear,
  end,
  fail,
  type Held,
  holdMint,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  refuse,
  type Staged,
  succeed,
  type Verdict,
} from "./state";

const MINT_LIMIT = 15_000;
const LOAD_LIMIT = 20_000;
/** A second frame has ever longer, so that a vendor that is only slow gets there. */
const LONGEST_LOAD = 120_000;
/** How long a frame that has only its outline waits for its data, while an older one is still seen. */
const DRAW_LIMIT = 10_000;
/** How long what is shown takes to draw with a token that it was given: none of them says. */
const REDRAW = 600;
/** A person who did something this recently is in the middle of something. */
const QUIET = 5_000;

/**
 * One event. Pure: the state given is left alone; clocks and chance come in with `now`.
 *
 * @returns the next state and what the outside has to do, in this order
 */
export function stepRenewal(
  before: RenewalState,
  event: RenewalEvent,
  now: Moment,
): [RenewalState, RenewalEffect[]] {
  const state = { ...before };
  const effects: RenewalEffect[] = [];
  if (state.ending !== "closed") hear(state, event, now, effects);
  settle(state, now, effects);
  return [state, effects];
}

function hear(s: RenewalState, event: RenewalEvent, now: Moment, effects: RenewalEffect[]) {
  switch (event.on) {
    case "visible":
    case "online":
      s[event.on] = event.yes;
      if (event.yes) comeBack(s, event.on === "online", now);
      return;
    case "minted":
      if (event.flight === s.flight?.id) take(s, event, now, effects);
      else effects.push({ do: "discard", flight: event.flight });
      return;
    case "failed":
      if (event.flight !== s.flight?.id) return;
      s.flight = undefined;
      fail(s, now, event.retryAfter);
      return;
    case "denied":
      if (event.flight !== s.flight?.id) return;
      s.flight = undefined;
      refuse(s, event.reason, now, effects);
      return;
    case "ready":
      if (s.staged?.flight !== event.flight) return;
      s.staged = { ...s.staged, ready: s.staged.ready ?? now };
      if (!event.outline) s.staged = { ...s.staged, drawn: true };
      return;
    case "broken":
      if (s.staged?.flight === event.flight) dropStaged(s, now, effects);
      // What was shown and fails now, as when the vendor forgot its session, may want a new token.
      else if (s.shown?.flight === event.flight && !s.staged) ask(s, now);
      return;
    case "asked":
      ask(s, now);
      return;
    case "touched":
      s.touched = now;
      if (event.carried) restage(s, now, effects);
      return;
    case "authority":
      hearAuthority(s, event.verdict, now, effects);
      return;
    case "replaced":
      end(s, "replaced", effects);
      return;
    case "close":
      end(s, "closed", effects);
      return;
    case "reload":
    case "retry":
      s.anew = event.on === "reload" && s.shown !== undefined;
      if (s.shown) s.retry &&= soon(s, 0, now);
      else if (s.flight || (s.staged && !s.stalled)) s.failures = 0;
      // What the server named, nobody shortens.
      else if (!s.retry?.firm) clear(s, effects);
      return;
    case "wake":
      return;
  }
}

/** Brings about what the facts ask for: the only place that mints, and that sets the timer. */
function settle(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  if (s.flight && awake(s.flight.sent, now) >= MINT_LIMIT) {
    effects.push({ do: "abort", flight: s.flight.id });
    s.flight = undefined;
    fail(s, now);
  }
  const able = s.visible && s.online && !s.refusal && !s.ending;
  const waiting = s.staged && !s.staged.ready && !s.staged.late ? s.staged : undefined;
  if (able && waiting && awake(waiting.loading, now) >= loadLimit(s)) {
    if (s.shown) dropStaged(s, now, effects);
    else {
      // It may still become ready, so it stays until the next try.
      s.staged = { ...waiting, late: true };
      s.stalled = true;
      fail(s, now);
    }
  }
  if (s.waking && left(s.waking, now) <= 0) s.waking = undefined;
  if (s.staged?.stale && busyFor(s, now) <= 0) restage(s, now, effects);
  if (s.staged?.ready && showIn(s, s.staged, now) <= 0) promote(s, s.staged, now, effects);
  if (able && !s.flight && mintIn(s, now) <= 0) {
    if (!s.asked) s.earlyAsks = 0;
    s.retry = undefined;
    s.flights += 1;
    s.flight = { id: s.flights, sent: now };
    s.lastMint = now;
    effects.push({ do: "mint", flight: s.flights });
  }
  effects.push({ do: "wake", after: wakeIn(s, able, now) });
}

/** Milliseconds until a mint is wanted; 0 or less: now. */
function mintIn(s: RenewalState, now: Moment): number {
  if (s.retry) return left(s.retry, now);
  if (s.anew) return FLOOR - sinceMint(s, now);
  // An ask is met at once, but a vendor that goes on asking is answered ever more slowly.
  if (s.asked) return pause(Math.max(0, s.earlyAsks - 1)) - sinceMint(s, now);
  if (s.staged) return Number.POSITIVE_INFINITY;
  if (!s.shown) return 0;
  return Math.max(s.shown.due - elapsed(s.shown.sent, now), busyFor(s, now));
}

/** Milliseconds for which a swap should still wait because the person is busy in the pane. */
function busyFor(s: RenewalState, now: Moment): number {
  if (s.shown?.mode !== "swap" || !s.touched) return 0;
  return Math.min(QUIET - awake(s.touched, now), latestIn(s.shown, now));
}

/** Milliseconds until what waits behind may be shown: nobody is to see an outline, or to be disturbed. */
function showIn(s: RenewalState, staged: Staged, now: Moment): number {
  if (!s.shown || !staged.ready) return 0;
  const alive = s.shown.life - elapsed(s.shown.sent, now);
  const drawn = staged.drawn ? 0 : Math.min(DRAW_LIMIT - awake(staged.ready, now), alive);
  return Math.max(drawn, s.visible ? busyFor(s, now) : 0);
}

function loadLimit(s: RenewalState): number {
  return s.shown ? Math.min(LOAD_LIMIT * (1 + s.failures), LONGEST_LOAD) : LOAD_LIMIT;
}

function latestIn(held: Held, now: Moment): number {
  return held.latest - elapsed(held.sent, now);
}

function sinceMint(s: RenewalState, now: Moment): number {
  return s.lastMint ? awake(s.lastMint, now) : Number.POSITIVE_INFINITY;
}

function wakeIn(s: RenewalState, able: boolean, now: Moment): number | undefined {
  const waits: number[] = [];
  if (s.waking) waits.push(left(s.waking, now));
  if (s.flight) waits.push(MINT_LIMIT - awake(s.flight.sent, now));
  if (s.visible && s.shown) waits.push(s.shown.life - elapsed(s.shown.sent, now));
  if (able) {
    if (s.staged?.stale) waits.push(busyFor(s, now));
    if (s.staged?.ready) waits.push(showIn(s, s.staged, now));
    else if (s.staged && !s.staged.late) waits.push(loadLimit(s) - awake(s.staged.loading, now));
    if (!s.flight) waits.push(mintIn(s, now));
  }
  const next = Math.min(...waits.filter((ms) => ms > 0));
  return Number.isFinite(next) ? Math.min(Math.ceil(next), LONGEST_TIMER) : undefined;
}

function take(
  s: RenewalState,
  event: Extract<RenewalEvent, { on: "minted" }>,
  now: Moment,
  effects: RenewalEffect[],
) {
  const { flight } = event;
  const held = holdMint(event, event.sent ?? s.flight?.sent ?? now, now);
  const anew = s.anew;
  s.flight = undefined;
  s.asked = false;
  s.anew = false;
  s.viewer ??= event.viewer;
  // Also where the answer does not say whose it is.
  if (event.viewer !== s.viewer) {
    effects.push({ do: "discard", flight });
    end(s, "someone_else", effects);
  } else if (event.inPlace && !anew && (s.shown || (s.staged && !s.staged.late))) {
    effects.push({ do: "give", flight });
    const waking = s.waking && { from: now, ms: REDRAW, firm: false };
    if (s.shown) {
      succeed(s, held);
      s.waking = waking;
    } else if (s.staged) s.staged = { ...s.staged, ...held };
  } else {
    if (s.staged) effects.push({ do: "discard", flight: s.staged.flight });
    // A session that is still alive is prolonged behind what is shown; a dead one is loaded anew.
    const alive = s.shown !== undefined && elapsed(s.shown.sent, now) < s.shown.life;
    const behind = event.mode === "session" && alive && !anew;
    s.staged = { ...held, loading: now, behind, drawn: false, late: false };
    effects.push({ do: behind ? "open" : "present", flight });
  }
}

function ask(s: RenewalState, now: Moment) {
  const held = s.shown ?? s.staged;
  if (s.asked || !held) return;
  s.asked = true;
  s.earlyAsks = elapsed(held.sent, now) < held.life / 2 ? s.earlyAsks + 1 : 0;
}

function promote(s: RenewalState, staged: Staged, now: Moment, effects: RenewalEffect[]) {
  // A retry that left meanwhile is no longer needed.
  if (s.flight) effects.push({ do: "abort", flight: s.flight.id });
  s.flight = undefined;
  s.staged = undefined;
  const { flight } = staged;
  if (staged.behind && s.shown) {
    effects.push({ do: "discard", flight });
    succeed(s, { ...staged, flight: s.shown.flight, since: s.shown.since });
  } else {
    effects.push({ do: "show", flight });
    succeed(s, { ...staged, since: now.wall });
  }
}

function dropStaged(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  if (!s.staged) return;
  effects.push({ do: "discard", flight: s.staged.flight });
  s.staged = undefined;
  if (!s.shown) s.stalled = true;
  fail(s, now);
}

/**
 * What waits behind was loaded from a state that is no longer the person's: load it again. Twice at once,
 * then when they rest: who goes on must not cost a token for each click.
 */
function restage(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  if (!s.staged || s.shown?.mode !== "swap" || latestIn(s.shown, now) <= 0) return;
  if (s.restaged >= 2 && busyFor(s, now) > 0) {
    s.staged = { ...s.staged, stale: true };
    return;
  }
  effects.push({ do: "discard", flight: s.staged.flight });
  s.staged = undefined;
  s.restaged += 1;
}

/** Seen again, or connected again. */
function comeBack(s: RenewalState, online: boolean, now: Moment) {
  // Neither a hidden nor an offline pane can load: its time begins again.
  if (s.staged) s.staged = { ...s.staged, loading: now };
  if (!online && s.shown && s.failures === 0 && elapsed(s.shown.sent, now) >= s.shown.life)
    s.waking = { from: now, ms: MINT_LIMIT, firm: false };
  // A connection comes back for everybody in the same second.
  if (online && !s.flight && mintIn(s, now) <= 0) s.retry ??= { from: now, ms: 0, firm: false };
  if (s.retry) s.retry = soon(s, online ? now.chance * 1_000 : 0, now);
}

/** The pending retry, brought forward; never below the floor or what the server asked for. */
function soon(s: RenewalState, ms: number, now: Moment): Wait | undefined {
  if (!s.retry || s.retry.firm) return s.retry;
  return { from: now, ms: Math.max(ms, FLOOR - sinceMint(s, now)), firm: false };
}

function hearAuthority(s: RenewalState, verdict: Verdict, now: Moment, effects: RenewalEffect[]) {
  const before = s.verdict;
  s.verdict = verdict;
  if (s.ending === "replaced") return;
  if (verdict === "someone_else") {
    if (s.ending !== verdict) end(s, verdict, effects);
  } else if (verdict !== "allowed") {
    if (s.refusal !== verdict) refuse(s, verdict, now, effects);
  } else if (s.ending) {
    clear(s, effects);
  } else if (s.refusal) {
    // Back after a no. Where only the mint had said no, an authority that disagrees may be wrong: it
    // counts as news about the person, not about the dashboard, and ever more slowly.
    if (s.refusedAt && awake(s.refusedAt, now) < pause(s.returns)) {
      s.verdict = before;
      return;
    }
    const news = before !== undefined && before !== "allowed";
    if (!news && s.refusal !== "signed_out" && s.refusal !== "suspended") return;
    s.returns += 1;
    clear(s, effects);
  }
}
