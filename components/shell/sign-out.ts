import { broadcast } from "@/components/pane/broadcast";
import { endVendorSessions } from "@/components/pane/vendor-sessions";

const timeoutMs = 10_000;

/**
 * Ends our session, then every pane, then the vendors' sessions, and opens the sign-in page.
 *
 * @returns false where our own server did not answer; the person is still signed in
 */
export async function signOut(): Promise<boolean> {
  if (!(await endSession().catch(() => false))) return false;
  // Before the vendors: a pane that is still on screen could open a new session behind their backs.
  broadcast({ type: "signed-out" });
  const everywhere = await endVendorSessions().catch(() => false);
  window.location.assign(`/login?signed-out=${everywhere ? "1" : "here"}`);
  return true;
}

async function endSession(): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch("/api/auth/csrf", { signal });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/login", json: "true" });
  return (await fetch("/api/auth/signout", { method: "POST", body, signal })).ok;
}
