// Decides how a pane is loaded without a browser: as a frame of the host asks for it, redirects and all.
import { Problem } from "@/lib/errors";

export type Loaded = {
  status: number;
  /** Of the last answer. */
  headers: Headers;
  /** Its origin. */
  origin: string;
  /** Its visible words, shortened; for explaining a refusal. Never shown as it is: a page may hold data. */
  text: string;
  /** The vendor's `Date` header, and when it came in (host's clock, milliseconds). */
  date: string | null;
  at: number;
};

const longestText = 4_000;
const mostRedirects = 5;

/** Loads an address as a frame of `hostOrigin` would. @throws Problem `unavailable` when nothing answers */
export async function loadAsFrame(address: string, hostOrigin: string): Promise<Loaded> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let referer: string | null = `${hostOrigin}/`;
  for (let step = 0; step <= mostRedirects; step += 1) {
    const response = await ask(url, referer, cookies);
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || !location) {
      return {
        status: response.status,
        headers: response.headers,
        origin: url.origin,
        text: words(await response.text()),
        date: response.headers.get("date"),
        at: Date.now(),
      };
    }
    await response.body?.cancel();
    const next = new URL(location, url);
    // A cookie is for its own origin only.
    if (next.origin !== url.origin) cookies.clear();
    if (response.headers.get("referrer-policy") === "no-referrer") referer = null;
    url = next;
  }
  throw new Problem("unavailable", "The vendor redirects in a circle.");
}

function ask(url: URL, referer: string | null, cookies: Map<string, string>): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return fetch(url, {
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
    headers: {
      Accept: "text/html",
      "Sec-Fetch-Dest": "iframe",
      ...(referer && { Referer: referer }),
      ...(cookie && { Cookie: cookie }),
    },
  }).catch((cause: unknown) => {
    // The cause may quote the address, and the address a token.
    void cause;
    throw new Problem("unavailable", `Nothing answers at ${url.origin}.`);
  });
}

function words(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ")
    .slice(0, longestText);
}
