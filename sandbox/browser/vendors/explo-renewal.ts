const minIntervalMs = 5_000;
const retryAfterExpiryMs = 15_000;

/** Ten seconds before expiry, or a fifth of a shorter life. */
export function renewalLeadMs(remainingMs: number): number {
  return Math.min(10_000, Math.max(0, remainingMs) * 0.2);
}

/** When to ask the host for the next token. */
export function createRenewalRequests() {
  let leadMs = 0;
  let requestedBeforeExpiry = false;
  let requestedAfterExpiry = false;
  let needed = false;
  let lastRequest = Number.NEGATIVE_INFINITY;
  return {
    /** A token with this much life left is in use. */
    tokenReceived(remainingMs: number) {
      leadMs = renewalLeadMs(remainingMs);
      requestedBeforeExpiry = false;
      requestedAfterExpiry = false;
      needed = false;
    },
    /** The token was refused, or the viewer needs data that it no longer gives. */
    tokenNeeded() {
      needed = true;
    },
    /** True at most once per interval; `nowMs` must be monotonic. */
    isDue(remainingMs: number, nowMs: number): boolean {
      const sinceLast = nowMs - lastRequest;
      const expired = remainingMs <= 0;
      const due = expired
        ? !requestedAfterExpiry || sinceLast >= retryAfterExpiryMs
        : remainingMs <= leadMs && !requestedBeforeExpiry;
      if (sinceLast < minIntervalMs || !(needed || due)) return false;
      lastRequest = nowMs;
      needed = false;
      requestedBeforeExpiry = true;
      requestedAfterExpiry ||= expired;
      return true;
    },
  };
}
