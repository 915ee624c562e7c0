// Decides when a dashboard whose token can be replaced in place asks its host for the next one.

/** The shortest time between two asks, and the pause between asks that nobody answered. */
const between = 5_000;
const patience = 15_000;

export type Asking = {
  /** A token of this remaining life (milliseconds) is in use: ask again near its end. */
  arrived(remaining: number): void;
  /** The vendor refused the token, or the viewer wanted data that it no longer gives. */
  wanted(): void;
  /** Whether to ask now, given what is left of the life and a monotonic time in milliseconds. */
  due(remaining: number, now: number): boolean;
};

/** How long before expiry to ask: ten seconds, or a fifth of a life too short for that. */
export function askLead(remaining: number): number {
  return Math.min(10_000, Math.max(0, remaining) * 0.2);
}

export function startAsking(): Asking {
  let lead = 0;
  let early = false;
  let late = false;
  let refused = false;
  let last = Number.NEGATIVE_INFINITY;
  return {
    arrived(remaining) {
      lead = askLead(remaining);
      early = false;
      late = false;
      refused = false;
    },
    wanted() {
      refused = true;
    },
    due(remaining, now) {
      if (now - last < between) return false;
      const ended = remaining <= 0;
      const wants =
        refused ||
        (!ended && remaining <= lead && !early) ||
        (ended && (!late || now - last >= patience));
      if (!wants) return false;
      last = now;
      refused = false;
      early = true;
      late = late || ended;
      return true;
    },
  };
}
