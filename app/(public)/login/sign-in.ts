import { announce } from "@/components/pane/page-watch";
import { vendorsAnswered } from "@/components/pane/vendor-sessions";

export type Outcome = "signed-in" | "mismatch" | "throttled" | "unreachable";

/** Signs in with this browser's locale and time zone, and tells the other tabs. */
export async function signIn(email: string, password: string): Promise<Outcome> {
  // Vendor sessions of an earlier user are being ended; the new user's must not end with them.
  await vendorsAnswered();
  try {
    const csrf = await fetch("/api/auth/csrf");
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({
        csrfToken,
        email,
        password,
        callbackUrl: "/",
        json: "true",
        locale: navigator.language,
        timeZone,
      }),
    });
    if (!response.ok && response.status !== 401) {
      return response.status === 429 ? "throttled" : "unreachable";
    }
    const { url } = (await response.json()) as { url: string };
    const { searchParams } = new URL(url);
    // With a 200 too: the browser did not keep the cookie that came with the CSRF token.
    if (response.ok && searchParams.has("csrf")) return "unreachable";
    if (response.ok) {
      announce("signed-in");
      return "signed-in";
    }
    return searchParams.get("error") === "RateLimited" ? "throttled" : "mismatch";
  } catch {
    return "unreachable";
  }
}
