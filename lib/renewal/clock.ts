// Decides how much time has passed for a pane, how long a token may wait, and when to try again.

/**
 * A moment as the outside world sees it. `mono` and `wall` are milliseconds of a monotonic and of a
 * wall clock; `chance` is a random number in [0, 1), drawn anew for every moment.
 */
export type Moment = { readonly mono: number; readonly wall: number; readonly chance: number };

/** A wait of `ms` that began at `from`. `firm`: the server named it, so nothing shortens it. */
export type Wait = { readonly from: Moment; readonly ms: number; readonly firm: boolean };

/** No two mints of a pane are closer than this, whatever a lifetime or a vendor says. */
export const FLOOR = 2_000;
/** The slowest retry. */
const CEILING = 300_000;
/** A longer `setTimeout` overflows and fires at once; the scheduler arms it again instead. */
export const LONGEST_TIMER = 2_147_483_647;

/** Milliseconds that passed, asleep or not: a monotonic clock may stop while a machine sleeps. */
export function elapsed(from: Moment, now: Moment): number {
  return Math.max(now.mono - from.mono, now.wall - from.wall, 0);
}

/** Milliseconds that passed by the monotonic clock: for waits that a set wall clock must not end. */
export function awake(from: Moment, now: Moment): number {
  return Math.max(now.mono - from.mono, 0);
}

/** Milliseconds left of a wait; 0 or less when it is over. */
export function left(wait: Wait, now: Moment): number {
  return wait.ms - elapsed(wait.from, now);
}

/** Doubling pause before attempt `n` (0, 1, …), without jitter. */
export function pause(n: number): number {
  return Math.min(CEILING, FLOOR * 2 ** Math.min(n, 20));
}

/**
 * The wait before the next try.
 *
 * @param failures how many tries have failed in a row, at least 1
 * @param retryAfter seconds the server asked for; never undercut, and at most an hour
 */
export function retryWait(failures: number, retryAfter: number | undefined, now: Moment): Wait {
  const own = pause(failures - 1) * (0.75 + now.chance / 2);
  if (retryAfter === undefined || !(retryAfter > 0)) return { from: now, ms: own, firm: false };
  const asked = Math.min(retryAfter, 3_600) * 1_000;
  return { from: now, ms: Math.max(own, asked * (1 + now.chance / 4)), firm: true };
}

/** Time a renewal should have left: a slow mint, a slow load, a retry or two. */
const ROOM = 10_000;

/**
 * When a life of `life` ms should be renewed, as ms since it began. `due` is drawn from a wide window,
 * so that many tabs do not mint in the same second; it lies after half of the life and leaves room for
 * retries. `latest` is when a renewal stops waiting for a quiet moment. A vendor's session is not
 * renewed before its last tenth or so: nothing on screen depends on it.
 */
export function dueOf(life: number, session: boolean, chance: number) {
  const part = session ? 0.9 - chance * 0.05 : 0.5 + chance * 0.37;
  const due = Math.max(FLOOR, Math.min(life * part, Math.max(life / 2, life - ROOM)));
  return { due, latest: Math.max(due, Math.min(life * 0.9, life - ROOM)) };
}
