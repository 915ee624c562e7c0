// Decides whether the host's own pages let the vendors in, from the headers they really have.
import type { Origins } from "@/lib/vendors/contract";
import { about, type Finding } from "./finding";
import { covers, sourcesOf } from "./policy";

export type OwnPolicy = { policy: string | null; referrer: string | null; origin: string };

/** Asks the host for a page, as a browser does. */
export async function readOwnPolicy(
  origin: string,
): Promise<{ finding: Finding; own: OwnPolicy | null }> {
  const { well, problem } = about("host");
  try {
    const response = await fetch(`${origin}/login`, {
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    const policy = response.headers.get("content-security-policy");
    const referrer = response.headers.get("referrer-policy");
    if (policy) return { finding: well("The host answers."), own: { policy, referrer, origin } };
    const naked = problem(
      `The pages at ${origin} come without a Content-Security-Policy.`,
      "Something before the host takes its headers away, or another program answers there.",
      "Look at NEXTAUTH_URL, and at the proxy before the host.",
    );
    return { finding: naked, own: null };
  } catch {
    const silent = problem(
      `The host does not answer at ${origin}.`,
      "Without it nobody knows whether its pages let the vendors in.",
      "Start it (npm run demo, or next start); if it runs, NEXTAUTH_URL is another address.",
    );
    return { finding: silent, own: null };
  }
}

const directives = {
  frame: "frame-src",
  script: "script-src",
  connect: "connect-src",
  form: "form-action",
};

/** @param needsReferer a kind of this connection's dashboards is checked by its Referer */
export function checkOwnPolicy(
  slug: string,
  origins: Origins,
  own: OwnPolicy,
  needsReferer: boolean,
): Finding[] {
  const { well, problem } = about("connection", slug);
  const findings: Finding[] = [];
  for (const [part, directive] of Object.entries(directives)) {
    const sources = sourcesOf(own.policy, directive) ?? [];
    // A script of ours may add more: it carries the nonce, which 'strict-dynamic' hands on.
    if (part === "script" && sources.includes("'strict-dynamic'")) continue;
    for (const origin of origins[part as keyof Origins]) {
      if (covers(sources, origin, own.origin)) continue;
      findings.push(
        problem(
          `The host's own policy (${directive}) does not let ${origin} in.`,
          "The browser blocks the vendor before it has said a word.",
          "It follows the enabled connections within five seconds: enable this one, or look at what stands before the host.",
        ),
      );
    }
  }
  if (needsReferer && /no-referrer$/.test(own.referrer ?? "")) {
    findings.push(
      problem(
        "The host's pages send no Referer.",
        "This vendor knows the page that embeds it by its Referer, and refuses without one.",
        "Let Referrer-Policy be strict-origin-when-cross-origin, as the host sets it.",
      ),
    );
  }
  return findings.length > 0 ? findings : [well("The host's own policy lets it in.")];
}
