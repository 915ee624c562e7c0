// Decides what signing out means in this browser: us first, then every pane, then the vendors.
import { broadcast } from "@/components/pane/broadcast";
import { endVendorSessions } from "@/components/pane/vendor-sessions";

const PATIENCE = 10_000;

/**
 * Signs out everywhere this browser is signed in and leads to the sign-in page.
 *
 * @returns false, and stays, when our own server did not answer: nobody should believe to be out while in
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
  const signal = AbortSignal.timeout(PATIENCE);
  const asked = await fetch("/api/auth/csrf", { signal });
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/login", json: "true" });
  return (await fetch("/api/auth/signout", { method: "POST", body, signal })).ok;
}
