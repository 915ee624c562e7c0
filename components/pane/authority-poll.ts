import type { Authority } from "@/lib/embed/schema";
import { isAboutViewer, type PageRevocation, pollDelay } from "@/lib/renewal/revocation";
import type { RenewalEvent } from "@/lib/renewal/state";
import { closeChannel, type Note, openChannel, subscribeNotes } from "./broadcast";
import { readRefusal, retryAfter } from "./mint";
import { setPageRevocation } from "./page-revocation";

/** A pane as the page sees it. */
export type PagePane = {
  /** `tenant/dashboard`. */
  readonly id: string;
  dispatch(event: RenewalEvent): void;
  /** Hides what is shown until the authority has answered. */
  setHidden(hidden: boolean): void;
  /** The authority didn't answer. */
  setUnverified(): void;
};

const POLL_TIMEOUT_MS = 10_000;
const MAX_PANES_PER_POLL = 50;

const panes = new Set<PagePane>();
let viewer: string | undefined;
let online = true;
let listeners: AbortController | undefined;
let request: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

/**
 * The first pane starts the page's listeners and the poll, the last one to leave stops them.
 *
 * @param person opaque id of the viewer the page was rendered for, if the page names one
 */
export function joinPage(pane: PagePane, person: string | undefined): () => void {
  learnViewer(person);
  panes.add(pane);
  if (panes.size === 1) start();
  return () => {
    if (panes.delete(pane) && panes.size === 0) stop();
  };
}

export function pageState() {
  return { visible: document.visibilityState === "visible", online, viewer };
}

/** The page's viewer doesn't change: whoever comes later is someone else. */
export function learnViewer(person: string | undefined): void {
  viewer ??= person;
}

/** A mint was refused because of the viewer: all panes go now, not at the next poll. */
export function revokePage(reason: PageRevocation): void {
  revokeAll(reason);
  pollAuthority();
}

function start() {
  // `navigator.onLine` is false without a network device, even if the server is on this machine. A page
  // that has just loaded is online; only changes count.
  online = true;
  failures = 0;
  listeners = new AbortController();
  const { signal } = listeners;
  document.addEventListener("visibilitychange", onVisibility, { signal });
  // A frozen page gets no messages; whoever wakes it may be someone else.
  document.addEventListener("freeze", hideAll, { signal });
  document.addEventListener("resume", onVisibility, { signal });
  addEventListener("online", () => onConnection(true), { signal });
  addEventListener("offline", () => onConnection(false), { signal });
  addEventListener("pagehide", onPageHide, { signal });
  addEventListener("pageshow", onPageShow, { signal });
  signal.addEventListener("abort", subscribeNotes(onNote), { once: true });
  openChannel();
  schedulePoll(0);
}

function stop() {
  listeners?.abort();
  suspend();
  setPageRevocation(undefined);
  viewer = undefined;
}

function suspend() {
  clearTimeout(timer);
  request?.abort();
  closeChannel();
}

function onVisibility() {
  const { visible } = pageState();
  dispatchAll({ type: "visible", value: visible });
  if (visible) pollAuthority();
}

function onConnection(value: boolean) {
  online = value;
  dispatchAll({ type: "online", value });
  if (value) pollAuthority();
}

// A page in the back/forward cache is shown again as it was, perhaps to someone else.
function onPageHide({ persisted }: PageTransitionEvent) {
  if (!persisted) return;
  hideAll();
  suspend();
}

function onPageShow({ persisted }: PageTransitionEvent) {
  if (!persisted) return;
  openChannel();
  onVisibility();
}

function onNote({ type }: Note) {
  if (type === "session") return;
  if (type === "signed-out") revokeAll("signed_out");
  // When a hidden tab is shown again, it may be to someone else.
  else if (!pageState().visible) hideAll();
  pollAuthority(true);
}

function hideAll() {
  for (const pane of panes) pane.setHidden(true);
}

function schedulePoll(retryAfter: number) {
  clearTimeout(timer);
  timer = setTimeout(pollAuthority, pollDelay(failures, retryAfter, Math.random()));
}

/** One request at a time; the latest counts. */
export async function pollAuthority(evenIfHidden = false) {
  clearTimeout(timer);
  request?.abort();
  const { visible } = pageState();
  if (!(visible || evenIfHidden) || !online || panes.size === 0) return;
  const own = new AbortController();
  request = own;
  const timeout = setTimeout(() => own.abort(), POLL_TIMEOUT_MS);
  let pause = 0;
  try {
    pause = await checkAuthority(own.signal);
    failures = 0;
  } catch {
    if (request !== own) return;
    failures += 1;
    for (const pane of panes) pane.setUnverified();
  } finally {
    clearTimeout(timeout);
    if (request === own && panes.size > 0) schedulePoll(pause);
  }
}

/** @returns seconds that the server asked to wait, or 0 */
async function checkAuthority(signal: AbortSignal): Promise<number> {
  const ids = [...new Set([...panes].map(({ id }) => id))].slice(0, MAX_PANES_PER_POLL);
  const query = ids.map((id) => `pane=${encodeURIComponent(id)}`).join("&");
  const response = await fetch(`/api/authority?${query}`, { cache: "no-store", signal });
  const refusal = await readRefusal(response);
  if (signal.aborted) return 0;
  if (isAboutViewer(refusal)) {
    revokeAll(refusal);
    return 0;
  }
  if (!response.ok) {
    const seconds = retryAfter(response);
    if (!seconds) throw new Error(`authority answered ${response.status}`);
    for (const pane of panes) pane.setUnverified();
    return seconds;
  }
  const answer = (await response.json()) as Authority;
  if (signal.aborted) return 0;
  learnViewer(answer.viewer);
  if (answer.viewer !== viewer) {
    revokeAll("viewer_changed");
    return 0;
  }
  setPageRevocation(undefined);
  for (const pane of [...panes]) {
    const status = answer.panes[pane.id];
    if (status) pane.dispatch({ type: "access", status });
    pane.setHidden(false);
  }
  return 0;
}

function revokeAll(status: PageRevocation) {
  setPageRevocation(status);
  dispatchAll({ type: "access", status });
  for (const pane of panes) pane.setHidden(false);
}

function dispatchAll(event: RenewalEvent) {
  for (const pane of [...panes]) pane.dispatch(event);
}
