import { applyAccess } from "./revocation";
import {
  type ActiveToken,
  end,
  type IncomingToken,
  isExpired,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  recordFailure,
  refuse,
  reset,
  setCurrent,
  toActiveToken,
} from "./state";
import {
  backoff,
  elapsed,
  elapsedAwake,
  MAX_TIMEOUT_MS,
  MIN_RETRY_MS,
  type Moment,
  remaining,
  type Wait,
} from "./timing";

const MINT_TIMEOUT_MS = 15_000;
const LOAD_TIMEOUT_MS = 20_000;
/** Each retry of an incoming frame adds `LOAD_TIMEOUT_MS`, so a slow vendor still gets there. */
const MAX_LOAD_TIMEOUT_MS = 120_000;
/** How long a visible frame is kept for an incoming one whose data isn't there yet. */
const DATA_TIMEOUT_MS = 10_000;
/** Vendors don't say when they have drawn with a new token. */
const ASSUME_REDRAWN_MS = 600;
/** After activity, the viewer counts as busy for this long. */
const IDLE_AFTER_MS = 5_000;
const MAX_EAGER_RESTARTS = 2;

/**
 * Pure: `before` is left alone, clocks and randomness come with `now`.
 *
 * @returns the next state and the effects to run, in order
 */
export function transition(
  before: RenewalState,
  event: RenewalEvent,
  now: Moment,
): [RenewalState, RenewalEffect[]] {
  const state = { ...before };
  const effects: RenewalEffect[] = [];
  if (state.endReason !== "unmounted") applyEvent(state, event, now, effects);
  schedule(state, now, effects);
  return [state, effects];
}

function applyEvent(s: RenewalState, event: RenewalEvent, now: Moment, effects: RenewalEffect[]) {
  switch (event.type) {
    case "visible":
    case "online":
      s[event.type] = event.value;
      if (event.value) resume(s, event.type === "online", now);
      return;
    case "minted":
    case "mint_failed":
    case "mint_denied":
      applyResponse(s, event, now, effects);
      return;
    case "ready":
      if (s.incoming?.mintId !== event.mintId) return;
      s.incoming = {
        ...s.incoming,
        readyAt: s.incoming.readyAt ?? now,
        hasData: s.incoming.hasData || !event.shellOnly,
      };
      return;
    case "load_failed":
      if (s.incoming?.mintId === event.mintId) failIncoming(s, now, effects);
      // A shown dashboard that fails now, as when the vendor lost its session, may need a new token.
      else if (s.current?.mintId === event.mintId && !s.incoming) requestToken(s, now);
      return;
    case "token_requested":
      requestToken(s, now);
      return;
    case "activity":
      s.lastActivity = now;
      if (event.stateChanged) restartIncoming(s, now, effects);
      return;
    case "access":
      applyAccess(s, event.status, now, effects);
      return;
    case "session_replaced":
      end(s, event.type, effects);
      return;
    case "unmount":
      end(s, "unmounted", effects);
      return;
    case "reload":
    case "retry":
      s.forceReload = event.type === "reload" && s.current !== undefined;
      if (s.current) s.retry &&= expedite(s, 0, now);
      else if (s.request || (s.incoming && !s.unreachable)) s.failures = 0;
      else if (!s.retry?.fixed) reset(s, effects);
      return;
    case "tick":
      return;
  }
}

/** The only place that mints and sets the timer. */
function schedule(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  if (s.request && elapsedAwake(s.request.sentAt, now) >= MINT_TIMEOUT_MS) {
    abortRequest(s, effects);
    recordFailure(s, now);
  }
  const active = s.visible && s.online && !s.refusal && !s.endReason;
  const loading =
    s.incoming && !s.incoming.readyAt && !s.incoming.timedOut ? s.incoming : undefined;
  if (active && loading && msUntilLoadTimeout(s, loading, now) <= 0) {
    if (s.current) failIncoming(s, now, effects);
    else {
      // It may still become ready, so it stays until the next attempt.
      s.incoming = { ...loading, timedOut: true };
      s.unreachable = true;
      recordFailure(s, now);
    }
  }
  if (s.resuming && remaining(s.resuming, now) <= 0) s.resuming = undefined;
  if (s.incoming?.stale && msUntilIdle(s, now) <= 0) restartIncoming(s, now, effects);
  if (s.incoming?.readyAt && msUntilShow(s, s.incoming, now) <= 0)
    showIncoming(s, s.incoming, now, effects);
  if (active && !s.request && msUntilMint(s, now) <= 0) {
    if (!s.tokenRequested) s.earlyRequests = 0;
    s.retry = undefined;
    s.mintCount += 1;
    s.request = { mintId: s.mintCount, sentAt: now };
    s.lastMintAt = now;
    effects.push({ type: "mint", mintId: s.mintCount });
  }
  effects.push({ type: "set_timer", ms: nextDelay(s, active, now) });
}

function msUntilMint(s: RenewalState, now: Moment): number {
  if (s.retry) return remaining(s.retry, now);
  if (s.forceReload) return MIN_RETRY_MS - msSinceMint(s, now);
  // The first request is met at once; a vendor that keeps asking is answered ever more slowly.
  const requested = s.tokenRequested
    ? backoff(Math.max(0, s.earlyRequests - 1)) - msSinceMint(s, now)
    : Number.POSITIVE_INFINITY;
  if (s.incoming) return requested;
  if (!s.current) return 0;
  const due = s.current.due - elapsed(s.current.sentAt, now);
  return Math.min(requested, Math.max(due, msUntilIdle(s, now)));
}

/** How much longer a swap should wait for the viewer to be idle. */
function msUntilIdle(s: RenewalState, now: Moment): number {
  if (s.current?.mode !== "swap" || !s.lastActivity) return 0;
  const busy = IDLE_AFTER_MS - elapsedAwake(s.lastActivity, now);
  return Math.min(busy, msUntilLatest(s.current, now));
}

/** Nothing on screen is replaced by a frame without data, or while the viewer is busy. */
function msUntilShow(s: RenewalState, incoming: IncomingToken, now: Moment): number {
  if (!s.current || !incoming.readyAt) return 0;
  const data = incoming.hasData
    ? 0
    : Math.min(
        DATA_TIMEOUT_MS - elapsedAwake(incoming.readyAt, now),
        msUntilExpiry(s.current, now),
      );
  return Math.max(data, s.visible ? msUntilIdle(s, now) : 0);
}

function msUntilLoadTimeout(s: RenewalState, incoming: IncomingToken, now: Moment): number {
  const factor = s.current ? 1 + s.failures : 1;
  const timeout = Math.min(LOAD_TIMEOUT_MS * factor, MAX_LOAD_TIMEOUT_MS);
  return timeout - elapsedAwake(incoming.loadingSince, now);
}

function msUntilExpiry(token: ActiveToken, now: Moment): number {
  return token.lifetime - elapsed(token.sentAt, now);
}

function msUntilLatest(token: ActiveToken, now: Moment): number {
  return token.latest - elapsed(token.sentAt, now);
}

function msSinceMint(s: RenewalState, now: Moment): number {
  return s.lastMintAt ? elapsedAwake(s.lastMintAt, now) : Number.POSITIVE_INFINITY;
}

function nextDelay(s: RenewalState, active: boolean, now: Moment): number | undefined {
  const delays: number[] = [];
  if (s.resuming) delays.push(remaining(s.resuming, now));
  if (s.request) delays.push(MINT_TIMEOUT_MS - elapsedAwake(s.request.sentAt, now));
  if (s.visible && s.current) delays.push(msUntilExpiry(s.current, now));
  if (active) {
    if (s.incoming?.stale) delays.push(msUntilIdle(s, now));
    if (s.incoming?.readyAt) delays.push(msUntilShow(s, s.incoming, now));
    else if (s.incoming && !s.incoming.timedOut)
      delays.push(msUntilLoadTimeout(s, s.incoming, now));
    if (!s.request) delays.push(msUntilMint(s, now));
  }
  const next = Math.min(...delays.filter((ms) => ms > 0));
  return Number.isFinite(next) ? Math.min(Math.ceil(next), MAX_TIMEOUT_MS) : undefined;
}

type Minted = Extract<RenewalEvent, { type: "minted" }>;
type MintResponse = Minted | Extract<RenewalEvent, { type: "mint_failed" | "mint_denied" }>;

function applyResponse(
  s: RenewalState,
  event: MintResponse,
  now: Moment,
  effects: RenewalEffect[],
) {
  const { request } = s;
  if (event.mintId !== request?.mintId) {
    if (event.type === "minted") effects.push({ type: "discard", mintId: event.mintId });
    return;
  }
  s.request = undefined;
  if (event.type === "mint_failed") recordFailure(s, now, event.retryAfter);
  else if (event.type === "mint_denied") refuse(s, event.reason, now, effects);
  else acceptMint(s, event, event.sentAt ?? request.sentAt, now, effects);
}

function acceptMint(
  s: RenewalState,
  event: Minted,
  sentAt: Moment,
  now: Moment,
  effects: RenewalEffect[],
) {
  const { mintId } = event;
  const token = toActiveToken(event, sentAt, now);
  const { forceReload } = s;
  s.tokenRequested = false;
  s.forceReload = false;
  s.viewer ??= event.viewer;
  // An answer that doesn't name its viewer doesn't count either.
  if (event.viewer !== s.viewer) {
    effects.push({ type: "discard", mintId });
    end(s, "viewer_changed", effects);
  } else if (event.inPlace && !forceReload && (s.current || (s.incoming && !s.incoming.timedOut))) {
    effects.push({ type: "update_token", mintId });
    const resuming = s.resuming && { from: now, ms: ASSUME_REDRAWN_MS, fixed: false };
    if (s.current) {
      setCurrent(s, token);
      s.resuming = resuming;
    } else if (s.incoming) s.incoming = { ...s.incoming, ...token };
  } else {
    if (s.incoming) effects.push({ type: "discard", mintId: s.incoming.mintId });
    // A live session is extended out of sight; an expired one is loaded again.
    const live = s.current !== undefined && !isExpired(s.current, now);
    const background = event.mode === "session" && live && !forceReload;
    s.incoming = { ...token, loadingSince: now, background, hasData: false, timedOut: false };
    effects.push({ type: background ? "extend_session" : "load", mintId });
  }
}

function requestToken(s: RenewalState, now: Moment) {
  const token = s.current ?? s.incoming;
  if (s.tokenRequested || !token) return;
  s.tokenRequested = true;
  const early = elapsed(token.sentAt, now) < token.lifetime / 2;
  s.earlyRequests = early ? s.earlyRequests + 1 : 0;
}

function abortRequest(s: RenewalState, effects: RenewalEffect[]) {
  if (s.request) effects.push({ type: "abort", mintId: s.request.mintId });
  s.request = undefined;
}

function discardIncoming(s: RenewalState, effects: RenewalEffect[]) {
  if (s.incoming) effects.push({ type: "discard", mintId: s.incoming.mintId });
  s.incoming = undefined;
}

function showIncoming(
  s: RenewalState,
  incoming: IncomingToken,
  now: Moment,
  effects: RenewalEffect[],
) {
  // A retry sent meanwhile is no longer needed.
  abortRequest(s, effects);
  if (incoming.background && s.current) {
    const { mintId, shownAt } = s.current;
    discardIncoming(s, effects);
    setCurrent(s, { ...incoming, mintId, shownAt });
  } else {
    s.incoming = undefined;
    effects.push({ type: "show", mintId: incoming.mintId });
    setCurrent(s, { ...incoming, shownAt: now.wall });
  }
}

function failIncoming(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  discardIncoming(s, effects);
  if (!s.current) s.unreachable = true;
  recordFailure(s, now);
}

/**
 * The viewer has changed a filter since the incoming frame began to load: load it again. After two
 * restarts it waits until the viewer is idle, so that not every click costs a token.
 */
function restartIncoming(s: RenewalState, now: Moment, effects: RenewalEffect[]) {
  if (!s.incoming || s.current?.mode !== "swap" || msUntilLatest(s.current, now) <= 0) return;
  if (s.restarts >= MAX_EAGER_RESTARTS && msUntilIdle(s, now) > 0) {
    s.incoming = { ...s.incoming, stale: true };
    return;
  }
  discardIncoming(s, effects);
  s.restarts += 1;
}

/** The page is visible or online again. */
function resume(s: RenewalState, online: boolean, now: Moment) {
  // A hidden or offline frame can't load, so its timeout starts over.
  if (s.incoming) s.incoming = { ...s.incoming, loadingSince: now };
  if (!online && s.current && s.failures === 0 && isExpired(s.current, now))
    s.resuming = { from: now, ms: MINT_TIMEOUT_MS, fixed: false };
  // A network comes back for everyone in the same second: spread the requests.
  if (online && !s.request && msUntilMint(s, now) <= 0)
    s.retry ??= { from: now, ms: 0, fixed: false };
  if (s.retry) s.retry = expedite(s, online ? now.random * 1_000 : 0, now);
}

/** Brings the pending retry forward, but not below `MIN_RETRY_MS` or what the server asked for. */
function expedite(s: RenewalState, ms: number, now: Moment): Wait | undefined {
  if (!s.retry || s.retry.fixed) return s.retry;
  return { from: now, ms: Math.max(ms, MIN_RETRY_MS - msSinceMint(s, now)), fixed: false };
}
