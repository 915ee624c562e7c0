// Decides what a try to sign in came to, and tells the other tabs.
import { broadcast } from "@/components/pane/broadcast";
import { waitForVendorSignOut } from "@/components/pane/vendor-sessions";

export type Outcome = "signed-in" | "mismatch" | "throttled" | "unreachable";

/** Sends e-mail and password to the sign-in route, with this browser's language and time zone. */
export async function signIn(email: string, password: string): Promise<Outcome> {
  // What somebody before left open at a vendor is being ended; the next one's must not end with it.
  await waitForVendorSignOut();
  try {
    const asked = await fetch("/api/auth/csrf");
    const { csrfToken } = (await asked.json()) as { csrfToken: string };
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const answer = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({
        ...{ csrfToken, email, password, callbackUrl: "/", json: "true" },
        ...{ locale: navigator.language, timeZone },
      }),
    });
    if (!answer.ok && answer.status !== 401)
      return answer.status === 429 ? "throttled" : "unreachable";
    const { url } = (await answer.json()) as { url: string };
    const { searchParams } = new URL(url);
    // 200 as well: the browser has not kept the cookie that came with the token.
    if (answer.ok && searchParams.has("csrf")) return "unreachable";
    if (answer.ok) {
      broadcast({ type: "signed-in" });
      return "signed-in";
    }
    const error = searchParams.get("error");
    return error === "RateLimited" ? "throttled" : "mismatch";
  } catch {
    return "unreachable";
  }
}
