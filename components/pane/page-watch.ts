// Decides, once for all panes of a page, whether it is seen, connected, and still allowed to show them.

import type { Authority } from "@/lib/embed/schema";
import type { RenewalEvent, Verdict } from "@/lib/renewal/state";
import { readRefusal, retryAfter } from "./mint";

/** What concerns the person, and so every pane of the page at once. */
export type PageRefusal = "signed_out" | "suspended" | "someone_else";

type Session = { readonly origin: string; readonly tenant: string };
type Note =
  | { readonly type: "signed-in" | "signed-out" }
  | (Session & { readonly type: "session"; readonly viewer: string | undefined });

/** A pane as the page sees it. */
export type PageMember = {
  /** `tenant/dashboard`. */
  readonly pane: string;
  hear(event: RenewalEvent): void;
  /** The vendor session it lives on, if any. */
  session(): Session | undefined;
  /** Hides what is shown until the authority has answered. */
  veil(hidden: boolean): void;
  /** The authority was asked and did not answer. */
  unproven(): void;
};

const CHANNEL = "mullion";
/** Whose vendor session this browser has opened last, by the vendor's origin. */
const OPENED = "mullion.opened ";
const EVERY = 4_000;
const SLOWEST = 30_000;
const MOST_PANES = 50;

const members = new Set<PageMember>();
const watchers = new Set<() => void>();
let refusal: PageRefusal | undefined;
let viewer: string | undefined;
let online = true;
let channel: BroadcastChannel | undefined;
let listening: AbortController | undefined;
let polling: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

/**
 * Adds a pane; the first one starts the listeners and the poll, the last one to leave ends them.
 *
 * @param person opaque id of the person the page was made for, where the page says so
 */
export function joinPage(member: PageMember, person: string | undefined): () => void {
  viewer ??= person;
  members.add(member);
  if (members.size === 1) begin();
  return () => {
    if (members.delete(member) && members.size === 0) finish();
  };
}

/** Whether the page is seen, whether it is connected, and whose it is, as far as is known. */
export function pageNow() {
  return { visible: document.visibilityState === "visible", online, viewer };
}

/** The person of the page, learned from a mint. */
export function learnViewer(person: string | undefined): void {
  viewer ??= person;
}

/** A mint was refused because of the person: every pane hears of it now, not at the next poll. */
export function denyPage(reason: "signed_out" | "suspended"): void {
  tellAll(reason);
  poll();
}

/** Asks at once what the panes of this page may still do. */
export function askPage(): void {
  poll();
}

/** Tells other panes and tabs that this browser's session with a vendor is now this one. */
export function openSession(session: Session, opener: PageMember): void {
  try {
    localStorage.setItem(OPENED + session.origin, markOf(session));
  } catch {
    // Without storage, a page that comes back closes what it cannot prove.
  }
  hearSession({ type: "session", ...session, viewer }, opener);
  channel?.postMessage({ type: "session", ...session, viewer } satisfies Note);
}

/** For signing in and out: the panes here act before this returns, other tabs at once. */
export function announce(type: "signed-in" | "signed-out"): void {
  const own = channel ?? new BroadcastChannel(CHANNEL);
  own.postMessage({ type } satisfies Note);
  if (own !== channel) own.close();
  if (members.size > 0) hearNote({ type });
}

/** Subscription to `pageRefusal`, as `useSyncExternalStore` wants it. */
export function watchPage(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The reason that stopped every pane of this page, if one did. */
export function pageRefusal(): PageRefusal | undefined {
  return refusal;
}

function begin() {
  // A page that has just been loaded was online, whatever the browser thinks: without any network
  // device it says "offline" although a server on the same machine answers. Only changes count.
  online = true;
  failures = 0;
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("visibilitychange", seen, { signal });
  addEventListener("online", () => connected(true), { signal });
  addEventListener("offline", () => connected(false), { signal });
  addEventListener("pagehide", leave, { signal });
  addEventListener("pageshow", comeBack, { signal });
  // A frozen page hears nothing: whoever wakes it may be somebody else.
  document.addEventListener("freeze", veilAll, { signal });
  document.addEventListener("resume", seen, { signal });
  tune();
  later(EVERY);
}

function finish() {
  listening?.abort();
  silence();
  tellRefusal(undefined);
  viewer = undefined;
}

function tune() {
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => hearNote(event.data);
}

function silence() {
  clearTimeout(timer);
  polling?.abort();
  channel?.close();
  channel = undefined;
}

function seen() {
  const { visible } = pageNow();
  tell({ on: "visible", yes: visible });
  if (visible) poll();
}

function connected(yes: boolean) {
  online = yes;
  tell({ on: "online", yes });
  if (yes) poll();
}

// A page kept for the back button is shown again as it was, perhaps to another person.
function leave(event: PageTransitionEvent) {
  if (!event.persisted) return;
  veilAll();
  silence();
}

function comeBack(event: PageTransitionEvent) {
  if (!event.persisted) return;
  tune();
  // What was said while it was away, it did not hear.
  for (const member of [...members]) {
    const own = member.session();
    if (own && lastOpened(own.origin) !== markOf(own)) member.hear({ on: "replaced" });
  }
  seen();
}

function veilAll() {
  for (const member of members) member.veil(true);
}

function hearNote(note: Note) {
  if (note?.type === "session") hearSession(note);
  if (note?.type === "signed-out") tellAll("signed_out");
  if (note?.type !== "signed-in" && note?.type !== "signed-out") return;
  // Also in a tab that nobody sees: when somebody does, it may be another person.
  if (note.type === "signed-in" && !pageNow().visible) veilAll();
  poll(true);
}

function hearSession(note: Extract<Note, { type: "session" }>, opener?: PageMember) {
  for (const member of [...members]) {
    const own = member === opener ? undefined : member.session();
    if (own?.origin !== note.origin) continue;
    const person = viewer ?? note.viewer;
    if (own.tenant !== note.tenant || (note.viewer ?? person) !== person)
      member.hear({ on: "replaced" });
  }
}

const markOf = ({ tenant }: Session) => `${tenant} ${viewer}`;

function lastOpened(origin: string): string | null {
  try {
    return localStorage.getItem(OPENED + origin);
  } catch {
    return null;
  }
}

function later(ms: number) {
  clearTimeout(timer);
  timer = setTimeout(() => poll(), ms * (0.8 + Math.random() / 5));
}

/** Asks what the panes of this page may still do. One request at a time; the newest counts. */
async function poll(unseen = false) {
  clearTimeout(timer);
  polling?.abort();
  const { visible } = pageNow();
  if (!(visible || unseen) || !online || members.size === 0) return;
  const own = new AbortController();
  polling = own;
  const giveUp = setTimeout(() => own.abort(), 10_000);
  let wait = EVERY;
  try {
    wait = await ask(own.signal);
    failures = 0;
  } catch {
    if (polling !== own) return;
    failures += 1;
    wait = Math.min(SLOWEST, EVERY * 2 ** failures);
    for (const member of members) member.unproven();
  } finally {
    clearTimeout(giveUp);
    // Whatever happened: who stops asking never hears of a no.
    if (polling === own && members.size > 0) later(wait);
  }
}

/** Milliseconds until the next question. */
async function ask(signal: AbortSignal): Promise<number> {
  const panes = [...new Set([...members].map((member) => member.pane))].slice(0, MOST_PANES);
  const query = panes.map((pane) => `pane=${encodeURIComponent(pane)}`).join("&");
  const response = await fetch(`/api/authority?${query}`, { cache: "no-store", signal });
  const no = await readRefusal(response);
  if (signal.aborted) return EVERY;
  if (no === "signed_out" || no === "suspended") {
    tellAll(no);
    return EVERY;
  }
  if (!response.ok) {
    const seconds = retryAfter(response);
    if (seconds) {
      for (const member of members) member.unproven();
      return Math.max(EVERY, Math.min(seconds, 3_600) * 1_000);
    }
    throw new Error(`authority answered ${response.status}`);
  }
  const answer = (await response.json()) as Authority;
  if (signal.aborted) return EVERY;
  viewer ??= answer.viewer;
  if (answer.viewer !== viewer) {
    tellAll("someone_else");
    return EVERY;
  }
  tellRefusal(undefined);
  for (const member of [...members]) {
    const verdict = answer.panes[member.pane];
    if (verdict) member.hear({ on: "authority", verdict });
    member.veil(false);
  }
  return EVERY;
}

function tellAll(verdict: PageRefusal) {
  tellRefusal(verdict);
  tell({ on: "authority", verdict: verdict satisfies Verdict });
  for (const member of members) member.veil(false);
}

function tell(event: RenewalEvent) {
  for (const member of [...members]) member.hear(event);
}

function tellRefusal(next: PageRefusal | undefined) {
  if (refusal === next) return;
  refusal = next;
  for (const watcher of watchers) watcher();
}
