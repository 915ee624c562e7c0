import type { Origins } from "@/lib/vendors/contract";
import { type CheckResult, resultsFor } from "./check-result";
import { allows, sourcesOf } from "./csp";

export type HostHeaders = { csp: string | null; referrerPolicy: string | null; origin: string };

/** Loads a page of this app, as a browser does. */
export async function checkHostPages(
  origin: string,
): Promise<{ result: CheckResult; headers: HostHeaders | null }> {
  const { ok, problem } = resultsFor("host");
  try {
    const response = await fetch(`${origin}/login`, {
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    const csp = response.headers.get("content-security-policy");
    const referrerPolicy = response.headers.get("referrer-policy");
    if (csp) return { result: ok("The app responds."), headers: { csp, referrerPolicy, origin } };
    const missing = problem(
      `The pages at ${origin} have no Content-Security-Policy.`,
      "A proxy removes it, or another program listens there.",
      "Check NEXTAUTH_URL, and the proxy in front of the app.",
    );
    return { result: missing, headers: null };
  } catch {
    const unreachable = problem(
      `The app doesn't respond at ${origin}.`,
      "The Content-Security-Policy of its pages can't be checked.",
      "Start it (npm run demo or npm start). If it runs, correct NEXTAUTH_URL.",
    );
    return { result: unreachable, headers: null };
  }
}

const directives = {
  frame: "frame-src",
  script: "script-src",
  connect: "connect-src",
  form: "form-action",
} as const satisfies Record<keyof Origins, string>;

/** @param needsReferer whether the vendor checks the Referer of a dashboard of this connection */
export function checkHostHeaders(
  slug: string,
  origins: Origins,
  { csp, referrerPolicy, origin: self }: HostHeaders,
  needsReferer: boolean,
): CheckResult[] {
  const { ok, problem } = resultsFor("connection", slug);
  const results: CheckResult[] = [];
  for (const part of Object.keys(directives) as (keyof Origins)[]) {
    const sources = sourcesOf(csp, directives[part]) ?? [];
    // Our scripts carry the nonce, and 'strict-dynamic' lets them load the vendor's.
    if (part === "script" && sources.includes("'strict-dynamic'")) continue;
    for (const origin of origins[part].filter((one) => !allows(sources, one, self))) {
      results.push(
        problem(
          `The app's Content-Security-Policy (${directives[part]}) doesn't allow ${origin}.`,
          "The browser blocks the vendor.",
          "It follows the enabled connections within five seconds. Enable this one, or check the proxy in front of the app.",
        ),
      );
    }
  }
  if (needsReferer && /no-referrer$/.test(referrerPolicy ?? "")) {
    results.push(
      problem(
        "The app's pages send no Referer.",
        "This vendor checks it, and refuses to load without one.",
        "Keep the app's own Referrer-Policy, strict-origin-when-cross-origin.",
      ),
    );
  }
  return results.length > 0 ? results : [ok("The app's Content-Security-Policy allows it.")];
}
