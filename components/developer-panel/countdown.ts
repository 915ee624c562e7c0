import type { RenewalState } from "@/lib/renewal/state";
import { elapsed, type Moment } from "@/lib/renewal/timing";

export type Countdown = {
  /** Milliseconds until expiry and renewal; 0 when past. */
  readonly untilExpiry: number;
  readonly untilRenewal: number;
  /** Fractions of the lifetime, 0 to 1: what has passed, and when renewal is due. */
  readonly passed: number;
  readonly renewalAt: number;
};

/** For the token on screen, else the one being loaded. */
export function toCountdown(state: RenewalState, now: Moment): Countdown | undefined {
  const token = state.current ?? state.incoming;
  if (!token || token.lifetime <= 0) return undefined;
  const age = elapsed(token.sentAt, now);
  const toFraction = (ms: number) => Math.min(1, Math.max(0, ms / token.lifetime));
  return {
    untilExpiry: Math.max(0, token.lifetime - age),
    untilRenewal: Math.max(0, token.due - age),
    passed: toFraction(age),
    renewalAt: toFraction(token.due),
  };
}

/** `4:05`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const pad = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}
