// Decides what signing out means in this browser: vendors first, then us, then the other tabs.
import { announce } from "@/app/panes/page-watch";
import { endVendorSessions } from "@/app/panes/sessions";

/**
 * Signs out everywhere this browser is signed in and leads to the sign-in page. When our own server
 * does not answer, leads to the page that tries again: nobody should believe to be out while in.
 */
export async function signOut(): Promise<void> {
  // A vendor that does not answer must not keep anybody in.
  const everywhere = await endVendorSessions().catch(() => false);
  const done = await endSession().catch(() => false);
  if (!done) return window.location.assign("/logout?failed=1");
  announce("signed-out");
  window.location.assign(`/login?signed-out=${everywhere ? "1" : "here"}`);
}

async function endSession(): Promise<boolean> {
  const asked = await fetch("/api/auth/csrf");
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/login", json: "true" });
  return (await fetch("/api/auth/signout", { method: "POST", body })).ok;
}
