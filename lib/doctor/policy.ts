// Decides what a Content-Security-Policy lets in: who may frame a page, what a page may load.

/** The sources of one directive, or null where the policy does not have it. */
export function sourcesOf(policy: string | null, directive: string): string[] | null {
  for (const part of (policy ?? "").split(";")) {
    const [name = "", ...sources] = part.trim().split(/\s+/);
    if (name.toLowerCase() === directive) return sources;
  }
  return null;
}

/**
 * Whether one of the sources covers the origin: exact, with a wildcard label, a scheme, or all.
 *
 * @param self the origin that `'self'` stands for
 */
export function covers(sources: readonly string[], origin: string, self: string): boolean {
  const { protocol, hostname, port } = new URL(origin);
  return sources.some((source) => {
    if (source === "*") return protocol === "https:" || protocol === "http:";
    if (source === "'self'") return origin === self;
    if (source === protocol) return true;
    const parsed = /^(?:(https?):\/\/)?(\*\.)?([^:/]+|\[[^\]]+\])(?::(\d+|\*))?\/?$/.exec(source);
    if (!parsed) return false;
    const [, scheme, wild, host = "", wanted] = parsed;
    // A source without a scheme, or with http, also means https.
    if (scheme && `${scheme}:` !== protocol && !(scheme === "http" && protocol === "https:")) {
      return false;
    }
    const fits = wild ? hostname.endsWith(`.${host}`) : hostname === host.toLowerCase();
    return fits && (wanted === "*" || (wanted ?? "") === port);
  });
}

/** Why these headers keep `origin` from framing the page; null: they do not. */
export function framingRefusal(headers: Headers, origin: string, self: string): string | null {
  const ancestors = sourcesOf(headers.get("content-security-policy"), "frame-ancestors");
  if (ancestors) {
    if (covers(ancestors, origin, self)) return null;
    return `It may be framed by ${ancestors.join(" ") || "nobody"} only (frame-ancestors).`;
  }
  const option = headers.get("x-frame-options")?.trim().toUpperCase();
  if (option === "DENY" || (option === "SAMEORIGIN" && origin !== self)) {
    return `Its header X-Frame-Options says ${option}.`;
  }
  return null;
}
