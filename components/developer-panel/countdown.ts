// Decides what is left of a token: in milliseconds, as a part of its life, and in words.
import { elapsed, type Moment } from "@/lib/renewal/clock";
import type { RenewalState } from "@/lib/renewal/state";

export type Countdown = {
  /** Milliseconds to the end, and to the renewal; 0 when past. */
  readonly left: number;
  readonly due: number;
  /** Of the life: what has passed, and where the renewal is due; 0 to 1. */
  readonly passed: number;
  readonly dueAt: number;
};

/** Of what is on screen, else of what is being loaded. */
export function countdownOf({ shown, staged }: RenewalState, now: Moment): Countdown | undefined {
  const held = shown ?? staged;
  if (!held || held.life <= 0) return undefined;
  const gone = elapsed(held.sent, now);
  const within = (part: number) => Math.min(1, Math.max(0, part));
  return {
    left: Math.max(0, held.life - gone),
    due: Math.max(0, held.due - gone),
    passed: within(gone / held.life),
    dueAt: within(held.due / held.life),
  };
}

/** `4:05`, `1:02:03`. */
export function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
