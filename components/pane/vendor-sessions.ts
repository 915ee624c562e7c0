import { broadcast, type Note, subscribeNotes } from "./broadcast";

/** Addresses that end the vendor sessions this browser opened; never a token. */
const SIGN_OUT_URLS_KEY = "mullion.sessions";
/** Who opened a vendor session last, by the vendor's origin. */
const OWNER_KEY = "mullion.opened ";
const SIGN_OUT_TIMEOUT_MS = 3_000;

export type VendorSession = Omit<Extract<Note, { type: "session" }>, "type">;

let signingOut: Promise<boolean> | undefined;

/**
 * A browser holds one session per vendor: once it is open for another tenant or viewer, an older pane would
 * show their data. Tells other panes and tabs, and watches for them until `signal` aborts.
 *
 * @param signOutUrl where the session is ended, if the vendor has such an address
 */
export function claimVendorSession(
  session: VendorSession,
  signOutUrl: string | undefined,
  onReplaced: () => void,
  signal: AbortSignal,
): void {
  const { origin, tenant, viewer } = session;
  const owner = `${tenant} ${viewer}`;
  if (signOutUrl)
    write(SIGN_OUT_URLS_KEY, JSON.stringify([...new Set([...signOutUrls(), signOutUrl])]));
  write(OWNER_KEY + origin, owner);
  broadcast({ type: "session", ...session });
  const unsubscribe = subscribeNotes((note) => {
    if (note.type !== "session" || note.origin !== origin) return;
    const known = viewer !== undefined && note.viewer !== undefined;
    if (note.tenant !== tenant || (known && note.viewer !== viewer)) onReplaced();
  });
  signal.addEventListener("abort", unsubscribe, { once: true });
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    // A page in the back/forward cache got no notes. Without storage it can't prove the session is its own.
    if (persisted && read(OWNER_KEY + origin) !== owner) onReplaced();
  };
  // Before the page's own listener, which would renew.
  addEventListener("pageshow", onPageShow, { signal, capture: true });
}

/**
 * Signs out of every vendor session this browser opened: a form is posted into a hidden frame for each,
 * since only the vendor's origin can clear its cookie. Vendors that don't answer within three seconds are
 * asked again next time. Concurrent calls share one attempt.
 *
 * @returns whether all answered; what they did, a page can't see
 */
export function endVendorSessions(): Promise<boolean> {
  signingOut ??= endAll().finally(() => {
    signingOut = undefined;
  });
  return signingOut;
}

/** Resolves when a sign-out that is under way has finished. */
export async function waitForVendorSignOut(): Promise<void> {
  await signingOut?.catch(() => false);
}

async function endAll(): Promise<boolean> {
  const urls = signOutUrls();
  const answered = await Promise.all(urls.map(endSession));
  const silent = signOutUrls().filter((url) => !answered[urls.indexOf(url)]);
  if (urls.length > 0) write(SIGN_OUT_URLS_KEY, JSON.stringify(silent));
  return silent.length === 0;
}

function signOutUrls(): string[] {
  try {
    const stored: unknown = JSON.parse(read(SIGN_OUT_URLS_KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isWebUrl) : [];
  } catch {
    return [];
  }
}

function isWebUrl(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//.test(value);
}

/** @returns whether it answered */
function endSession(url: string, index: number): Promise<boolean> {
  const frame = document.createElement("iframe");
  frame.name = `mullion-end-${index}`;
  frame.hidden = true;
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: url, target: frame.name, hidden: true });
  document.body.append(frame, form);
  // Not before: its initial empty document is ours.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
  return new Promise((resolve) => {
    const finish = (answered: boolean) => {
      clearTimeout(timer);
      frame.remove();
      form.remove();
      resolve(answered);
    };
    const timer = setTimeout(finish, SIGN_OUT_TIMEOUT_MS, false);
    // The initial empty document has loaded by now; the next load is the answer.
    frame.addEventListener("load", () => finish(true), { once: true });
    form.submit();
  });
}

// A browser may refuse storage; sessions then end by themselves.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}
