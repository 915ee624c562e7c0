/** The last response, after redirects. */
export type LoadedFrame = {
  status: number;
  headers: Headers;
  origin: string;
  /** Visible text, shortened, to find an error text in. Never show it: a page may hold data. */
  text: string;
  /** Epoch milliseconds by the host's clock. */
  receivedAt: number;
};

const maxText = 4_000;
const maxRedirects = 5;

/** Loads an address as a frame of `hostOrigin` would. @throws Error without the address, which holds a token */
export async function loadFrame(address: string, hostOrigin: string): Promise<LoadedFrame> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  let referer: string | null = `${hostOrigin}/`;
  for (let step = 0; step <= maxRedirects; step += 1) {
    const response = await request(url, referer, cookies);
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
        text: visibleText(await response.text()),
        receivedAt: Date.now(),
      };
    }
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== url.origin) cookies.clear();
    if (response.headers.get("referrer-policy") === "no-referrer") referer = null;
    url = next;
  }
  throw new Error("Too many redirects.");
}

function request(
  url: URL,
  referer: string | null,
  cookies: Map<string, string>,
): Promise<Response> {
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
  }).catch(() => {
    // No cause: it may quote the address.
    throw new Error(`No response from ${url.origin}.`);
  });
}

function visibleText(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, " ")
    .slice(0, maxText);
}
