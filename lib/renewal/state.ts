// Says what a pane can be, what can happen to it, and what the person is told.

import type { Renewal } from "@/lib/embed/schema";
import { dueOf, elapsed, type Moment, retryWait, type Wait } from "./clock";

/** A clear no: nothing is asked again until a person or the authority says otherwise. */
export type Refusal = "signed_out" | "suspended" | "not_allowed" | "gone" | "not_configured";
export type Reason = Refusal | "vendor_unreachable" | "offline";
export type Phase = "loading" | "showing" | "renewing" | "interrupted" | "refused" | "ended";
/** `replaced`: this browser opened the same vendor session for another tenant or person. */
export type Ending = "someone_else" | "replaced" | "closed";
export type Verdict = "allowed" | "someone_else" | Refusal;

/** What happens to a pane. `flight` numbers its mints; any answer but the current one's is dropped. */
export type RenewalEvent =
  | { on: "wake" | "asked" | "retry" | "replaced" | "close" }
  /** The person wants it loaded anew, although it is shown. */
  | { on: "reload" }
  | { on: "visible" | "online"; yes: boolean }
  | {
      on: "minted";
      flight: number;
      /** Seconds; `seconds` is the vendor session's length, for mode `session`. */
      expiresIn: number;
      seconds?: number | undefined;
      mode: Renewal["mode"];
      /** What is on screen can take this token; otherwise it is loaded anew. */
      inPlace: boolean;
      viewer?: string | undefined;
      /** When the request left, where that was before the scheduler asked. */
      sent?: Moment | undefined;
    }
  | { on: "failed"; flight: number; retryAfter?: number | undefined }
  | { on: "denied"; flight: number; reason: Refusal }
  /** `outline`: it is shown, but its data is not yet. */
  | { on: "ready"; flight: number; outline?: boolean }
  | { on: "broken"; flight: number }
  /** The person worked in the pane; `carried`: what the next frame should start from has changed. */
  | { on: "touched"; carried: boolean }
  | { on: "authority"; verdict: Verdict };

/**
 * What the outside does. `present` loads this mint unseen and reports `ready`; `show` puts it in place
 * of what is seen; `open` loads it only for the vendor session it opens; `give` hands its token to
 * what is on screen; `discard` forgets it; `remove` takes everything off the screen.
 */
export type RenewalEffect =
  | { do: "mint" | "abort" | "present" | "open" | "give" | "show" | "discard"; flight: number }
  | { do: "remove" }
  | { do: "wake"; after: number | undefined };

/** A token in use. `life`, `due` and `latest` are milliseconds since its request was sent. */
export type Held = {
  readonly flight: number;
  readonly mode: Renewal["mode"];
  readonly sent: Moment;
  readonly life: number;
  readonly due: number;
  readonly latest: number;
  /** Wall clock at which its data came on screen. */
  readonly since: number;
};

/** Loading behind what is shown; `behind`: only to prolong the vendor's session. */
export type Staged = Held & {
  readonly loading: Moment;
  readonly behind: boolean;
  /** Since when it could be shown. */
  readonly ready?: Moment | undefined;
  /** Its data is there too: it can take the place of a picture unnoticed. */
  readonly drawn: boolean;
  readonly late: boolean;
  /** Loaded from a state that the person has left since. */
  readonly stale?: boolean;
};

export type RenewalState = {
  visible: boolean;
  online: boolean;
  /** Whose pane this is; learned from the first mint where the page did not say. */
  viewer?: string | undefined;
  flights: number;
  flight?: { readonly id: number; readonly sent: Moment } | undefined;
  lastMint?: Moment;
  shown?: Held | undefined;
  staged?: Staged | undefined;
  failures: number;
  retry?: Wait | undefined;
  /** The first load did not become ready in time. */
  stalled?: boolean;
  asked?: boolean;
  /** The next mint is loaded anew, also where what is shown could take its token. */
  anew?: boolean;
  /** Asks in a row that came in the first half of a life: a vendor that refuses our tokens. */
  earlyAsks: number;
  touched?: Moment;
  /** Seen again after its token had died: how long it may take until it is shown again. */
  waking?: Wait | undefined;
  /** Second frames thrown away, in this renewal, because the person went on working in the first. */
  restaged: number;
  refusal?: Refusal | undefined;
  refusedAt?: Moment;
  verdict?: Verdict | undefined;
  /** Returns from a refusal in a row that brought nothing. */
  returns: number;
  ending?: Ending | undefined;
};

/** A pane at rest; the first step, whatever its event, asks for the first token. */
export function beginRenewal(visible: boolean, online: boolean, viewer?: string): RenewalState {
  const none = { flights: 0, failures: 0, earlyAsks: 0, restaged: 0, returns: 0 };
  return { visible, online, viewer, ...none };
}

/**
 * What the person is told. `expired`: what is on screen has outlived its token; `waking`: it would show
 * the vendor's words about that, and is about to be renewed.
 */
export function viewRenewal(state: RenewalState, now: Moment) {
  const { shown, ending } = state;
  const expired = shown !== undefined && elapsed(shown.sent, now) >= shown.life;
  let reason: Reason | undefined = state.refusal;
  if (!reason && !state.online && (!shown || expired)) reason = "offline";
  if (!reason && state.stalled) reason = "vendor_unreachable";
  let phase: Phase = shown ? "showing" : "loading";
  if (ending) phase = "ended";
  else if (reason) phase = "refused";
  else if (state.failures > 0 || !state.online) phase = "interrupted";
  else if (shown && (state.flight || state.staged)) phase = "renewing";
  const waking = shown !== undefined && state.waking !== undefined && state.online;
  return {
    phase,
    reason: ending ? undefined : reason,
    ending,
    expired,
    waking,
    since: shown?.since,
  };
}

/** The token that a `minted` event brings, with its times. */
export function holdMint(
  event: Extract<RenewalEvent, { on: "minted" }>,
  sent: Moment,
  now: Moment,
): Held {
  const session = event.mode === "session";
  const life = Math.max(0, ((session && event.seconds) || event.expiresIn) * 1_000) || 0;
  const { flight, mode } = event;
  return { flight, mode, sent, life, ...dueOf(life, session, now.chance), since: now.wall };
}

/** A frame that never became ready is tried again more slowly than a mint that failed. */
const SLOW = 3;

export function fail(s: RenewalState, now: Moment, retryAfter?: number) {
  s.failures += 1;
  s.waking = undefined;
  s.retry = retryWait(s.failures + (s.stalled ? SLOW : 0), retryAfter, now);
}

export function succeed(s: RenewalState, held: Held) {
  s.shown = held;
  s.waking = undefined;
  s.failures = 0;
  s.retry = undefined;
  s.stalled = false;
  s.restaged = 0;
  s.returns = 0;
}

/** Takes everything off the screen and out of the air, and forgets every no. */
export function clear(s: RenewalState, effects: RenewalEffect[]) {
  if (s.flight) effects.push({ do: "abort", flight: s.flight.id });
  if (s.shown || s.staged) effects.push({ do: "remove" });
  s.flight = undefined;
  s.shown = undefined;
  s.staged = undefined;
  s.retry = undefined;
  s.failures = 0;
  s.stalled = false;
  s.asked = false;
  s.anew = false;
  s.waking = undefined;
  s.earlyAsks = 0;
  s.restaged = 0;
  s.refusal = undefined;
  s.ending = undefined;
}

export function refuse(s: RenewalState, reason: Refusal, now: Moment, effects: RenewalEffect[]) {
  clear(s, effects);
  s.refusal = reason;
  s.refusedAt = now;
}

export function end(s: RenewalState, ending: Ending, effects: RenewalEffect[]) {
  clear(s, effects);
  s.ending = ending;
}
