import type { Renewal } from "@/lib/embed/schema";
import { elapsed, type Moment, renewalWindow, retryWait, type Wait } from "./timing";

/** A definite no: nothing is requested until the viewer or the authority says otherwise. */
export type Refusal = "signed_out" | "suspended" | "not_allowed" | "gone" | "not_configured";
export type Reason = Refusal | "vendor_unreachable" | "offline";
export type Phase = "loading" | "showing" | "renewing" | "interrupted" | "refused" | "ended";
/** `session_replaced`: this browser opened the same vendor session for another tenant or viewer. */
export type EndReason = "viewer_changed" | "session_replaced" | "unmounted";
export type AccessStatus = "allowed" | "viewer_changed" | Refusal;

/** `mintId` numbers the mints of one pane; an answer that isn't to the pending request is discarded. */
export type RenewalEvent =
  | { type: "tick" | "token_requested" | "retry" | "reload" | "session_replaced" | "unmount" }
  | { type: "visible" | "online"; value: boolean }
  | {
      type: "minted";
      mintId: number;
      /** Seconds; `seconds` is the length of the vendor session in mode `session`. */
      expiresIn: number;
      seconds?: number | undefined;
      mode: Renewal["mode"];
      /** What is on screen can take this token; otherwise it is loaded. */
      inPlace: boolean;
      viewer?: string | undefined;
      /** Set if the page sent the request before the scheduler did. */
      sentAt?: Moment | undefined;
    }
  | { type: "mint_failed"; mintId: number; retryAfter?: number | undefined }
  | { type: "mint_denied"; mintId: number; reason: Refusal }
  /** `shellOnly`: the dashboard is visible but its data isn't. */
  | { type: "ready"; mintId: number; shellOnly?: boolean }
  | { type: "load_failed"; mintId: number }
  /** `stateChanged`: filters or similar that the next frame should start with. */
  | { type: "activity"; stateChanged: boolean }
  | { type: "access"; status: AccessStatus };

/**
 * `load` mounts a mint out of sight and reports `ready`; `show` replaces what is visible with it;
 * `extend_session` loads it only for the vendor session it opens; `update_token` hands its token to what
 * is on screen; `clear` removes everything.
 */
export type RenewalEffect =
  | {
      type: "mint" | "abort" | "load" | "extend_session" | "update_token" | "show" | "discard";
      mintId: number;
    }
  | { type: "clear" }
  | { type: "set_timer"; ms: number | undefined };

/** `lifetime`, `due` and `latest` are milliseconds since `sentAt`. */
export type ActiveToken = {
  readonly mintId: number;
  readonly mode: Renewal["mode"];
  readonly sentAt: Moment;
  readonly lifetime: number;
  readonly due: number;
  readonly latest: number;
  /** Wall clock when its data came on screen. */
  readonly shownAt: number;
};

/** Loading behind what is shown. `background`: only to extend the vendor session, never to be shown. */
export type IncomingToken = ActiveToken & {
  readonly loadingSince: Moment;
  readonly background: boolean;
  readonly readyAt?: Moment | undefined;
  readonly hasData: boolean;
  readonly timedOut: boolean;
  /** Loaded from filters that the viewer has changed since. */
  readonly stale?: boolean;
};

export type RenewalState = {
  visible: boolean;
  online: boolean;
  /** Learned from the first mint if the page didn't say. */
  viewer?: string | undefined;
  mintCount: number;
  request?: { readonly mintId: number; readonly sentAt: Moment } | undefined;
  lastMintAt?: Moment;
  current?: ActiveToken | undefined;
  incoming?: IncomingToken | undefined;
  failures: number;
  retry?: Wait | undefined;
  /** The first load failed or didn't become ready in time. */
  unreachable?: boolean;
  tokenRequested?: boolean;
  /** Load the next mint even if what is shown could take its token. */
  forceReload?: boolean;
  /** Requests in a row during the first half of a lifetime: the vendor rejects our tokens. */
  earlyRequests: number;
  lastActivity?: Moment;
  /** Visible again after its token expired: hidden until renewed, or until this is over. */
  resuming?: Wait | undefined;
  /** Incoming frames dropped during this renewal because the viewer changed a filter meanwhile. */
  restarts: number;
  refusal?: Refusal | undefined;
  refusedAt?: Moment;
  access?: AccessStatus | undefined;
  /** Recoveries from a refusal in a row that showed nothing. */
  recoveries: number;
  endReason?: EndReason | undefined;
};

const settled = {
  failures: 0,
  retry: undefined,
  unreachable: false,
  resuming: undefined,
  restarts: 0,
};
const cleared = {
  ...settled,
  request: undefined,
  current: undefined,
  incoming: undefined,
  tokenRequested: false,
  forceReload: false,
  earlyRequests: 0,
  refusal: undefined,
  endReason: undefined,
};

/** The first event, whichever it is, requests the first token. */
export function initialState(visible: boolean, online: boolean, viewer?: string): RenewalState {
  return { ...cleared, visible, online, viewer, mintCount: 0, recoveries: 0 };
}

export function isExpired(token: ActiveToken, now: Moment): boolean {
  return elapsed(token.sentAt, now) >= token.lifetime;
}

/** What the viewer sees. `resuming`: the vendor would show an expired token, so keep it hidden. */
export function renewalView(state: RenewalState, now: Moment) {
  const { current, endReason, online } = state;
  const expired = current !== undefined && isExpired(current, now);
  let reason: Reason | undefined = state.refusal;
  if (!reason && !online && (!current || expired)) reason = "offline";
  if (!reason && state.unreachable) reason = "vendor_unreachable";
  let phase: Phase = current ? "showing" : "loading";
  if (endReason) phase = "ended";
  else if (reason) phase = "refused";
  else if (state.failures > 0 || !online) phase = "interrupted";
  else if (current && (state.request || state.incoming)) phase = "renewing";
  return {
    phase,
    reason: endReason ? undefined : reason,
    endReason,
    expired,
    resuming: current !== undefined && state.resuming !== undefined && online,
    shownAt: current?.shownAt,
  };
}

export function toActiveToken(
  event: Extract<RenewalEvent, { type: "minted" }>,
  sentAt: Moment,
  now: Moment,
): ActiveToken {
  const { mintId, mode } = event;
  const isSession = mode === "session";
  const lifetime = Math.max(0, ((isSession && event.seconds) || event.expiresIn) * 1_000) || 0;
  const window = renewalWindow(lifetime, isSession, now.random);
  return { mintId, mode, sentAt, lifetime, ...window, shownAt: now.wall };
}

/** A vendor that didn't load is retried more slowly than a failed mint. */
const UNREACHABLE_EXTRA_FAILURES = 3;

export function recordFailure(s: RenewalState, now: Moment, retryAfter?: number) {
  s.failures += 1;
  s.resuming = undefined;
  const failures = s.failures + (s.unreachable ? UNREACHABLE_EXTRA_FAILURES : 0);
  s.retry = retryWait(failures, retryAfter, now);
}

export function setCurrent(s: RenewalState, current: ActiveToken) {
  Object.assign(s, settled, { current, recoveries: 0 });
}

/** Removes everything from the screen, cancels the request and lifts every refusal. */
export function reset(s: RenewalState, effects: RenewalEffect[]) {
  if (s.request) effects.push({ type: "abort", mintId: s.request.mintId });
  if (s.current || s.incoming) effects.push({ type: "clear" });
  Object.assign(s, cleared);
}

export function refuse(s: RenewalState, reason: Refusal, now: Moment, effects: RenewalEffect[]) {
  reset(s, effects);
  s.refusal = reason;
  s.refusedAt = now;
}

export function end(s: RenewalState, reason: EndReason, effects: RenewalEffect[]) {
  reset(s, effects);
  s.endReason = reason;
}
