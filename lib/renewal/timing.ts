/** One point in time. `mono` and `wall` are milliseconds; `random` is drawn from [0, 1) for each moment. */
export type Moment = { readonly mono: number; readonly wall: number; readonly random: number };

/** A wait of `ms` since `from`. `fixed`: the server requires it, so nothing shortens it. */
export type Wait = { readonly from: Moment; readonly ms: number; readonly fixed: boolean };

/** Also the shortest time between two mints of a pane. */
export const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 300_000;
const MAX_RETRY_AFTER_S = 3_600;
/** A longer `setTimeout` overflows and fires at once. */
export const MAX_TIMEOUT_MS = 2_147_483_647;

/** Milliseconds passed, time asleep included: a monotonic clock may stop while a machine sleeps. */
export function elapsed(from: Moment, now: Moment): number {
  return Math.max(now.mono - from.mono, now.wall - from.wall, 0);
}

/** Milliseconds passed on the monotonic clock, for limits that a changed wall clock must not trip. */
export function elapsedAwake(from: Moment, now: Moment): number {
  return Math.max(now.mono - from.mono, 0);
}

/** Milliseconds left of a wait; 0 or less when it is over. */
export function remaining(wait: Wait, now: Moment): number {
  return wait.ms - elapsed(wait.from, now);
}

/** Exponential backoff before attempt `n` (0, 1, …), without jitter. */
export function backoff(n: number): number {
  return Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** Math.min(n, 20));
}

/** Milliseconds of a `Retry-After` in seconds, capped at an hour; 0 without one. */
export function retryAfterMs(seconds = 0): number {
  return Math.max(0, Math.min(seconds, MAX_RETRY_AFTER_S)) * 1_000;
}

/** @param failures failed attempts in a row, at least 1 */
export function retryWait(failures: number, retryAfter: number | undefined, now: Moment): Wait {
  const ms = backoff(failures - 1) * (0.75 + now.random / 2);
  const requested = retryAfterMs(retryAfter);
  return { from: now, ms: Math.max(ms, requested * (1 + now.random / 4)), fixed: requested > 0 };
}

/** Left for a renewal that is slow or needs a retry. */
const RENEWAL_MARGIN_MS = 10_000;

/**
 * When to renew, in milliseconds since the token was requested. `due` is spread over a wide range, so that
 * many tabs don't mint in the same second; `latest` is when a renewal stops waiting for the viewer to be
 * idle. A vendor session is renewed late, because nothing on screen depends on it.
 */
export function renewalWindow(lifetime: number, isSession: boolean, random: number) {
  const part = isSession ? 0.9 - random * 0.05 : 0.5 + random * 0.37;
  const margin = lifetime - RENEWAL_MARGIN_MS;
  const due = Math.max(MIN_RETRY_MS, Math.min(lifetime * part, Math.max(lifetime / 2, margin)));
  return { due, latest: Math.max(due, Math.min(lifetime * 0.9, margin)) };
}
