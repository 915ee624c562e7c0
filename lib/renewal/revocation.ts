import {
  type AccessStatus,
  end,
  type Reason,
  type RenewalEffect,
  type RenewalState,
  refuse,
  reset,
} from "./state";
import { backoff, elapsedAwake, type Moment, retryAfterMs } from "./timing";

/** Why every pane of a page was removed. */
export type PageRevocation = "signed_out" | "suspended" | "viewer_changed";

const POLL_MS = 4_000;
const MAX_POLL_MS = 30_000;

/** Whether a refusal is about the viewer, not about one dashboard. */
export function isAboutViewer(reason: Reason | undefined): reason is "signed_out" | "suspended" {
  return reason === "signed_out" || reason === "suspended";
}

/** Milliseconds until the authority is polled again; `retryAfter` in seconds. */
export function pollDelay(failures: number, retryAfter: number | undefined, random: number) {
  const ms = Math.min(MAX_POLL_MS, POLL_MS * 2 ** failures) * (0.8 + random / 5);
  return Math.max(ms, retryAfterMs(retryAfter));
}

/** Applies what the authority says about one pane. */
export function applyAccess(
  s: RenewalState,
  status: AccessStatus,
  now: Moment,
  effects: RenewalEffect[],
) {
  const before = s.access;
  s.access = status;
  if (s.endReason === "session_replaced") return;
  if (status === "viewer_changed") {
    if (s.endReason !== status) end(s, status, effects);
  } else if (status !== "allowed") {
    if (s.refusal !== status) refuse(s, status, now, effects);
  } else if (s.endReason) {
    reset(s, effects);
  } else if (s.refusal) {
    // If mint route and authority disagree, neither is proven right: retry ever more slowly, and for a
    // single dashboard only after the authority has changed its answer.
    if (s.refusedAt && elapsedAwake(s.refusedAt, now) < backoff(s.recoveries)) {
      s.access = before;
      return;
    }
    const changed = before !== undefined && before !== "allowed";
    if (!changed && !isAboutViewer(s.refusal)) return;
    s.recoveries += 1;
    reset(s, effects);
  }
}
