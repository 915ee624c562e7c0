/** The sources of one directive, or null where the policy lacks it. */
export function sourcesOf(policy: string | null, directive: string): string[] | null {
  for (const part of (policy ?? "").split(";")) {
    const [name = "", ...sources] = part.trim().split(/\s+/);
    if (name.toLowerCase() === directive) return sources;
  }
  return null;
}

/**
 * Whether a source matches the origin: exactly, by wildcard or by scheme.
 *
 * @param self the origin of `'self'`
 */
export function allows(sources: readonly string[], origin: string, self: string): boolean {
  const { protocol, hostname, port } = new URL(origin);
  return sources.some((source) => {
    if (source === "*") return protocol === "https:" || protocol === "http:";
    if (source === "'self'") return origin === self;
    if (source === protocol) return true;
    const parsed = /^(?:(https?):\/\/)?(\*\.)?([^:/]+|\[[^\]]+\])(?::(\d+|\*))?\/?$/.exec(source);
    if (!parsed) return false;
    const [, scheme, wildcard, host = "", sourcePort] = parsed;
    // A source without a scheme, or with http, also means https.
    if (scheme && `${scheme}:` !== protocol && !(scheme === "http" && protocol === "https:")) {
      return false;
    }
    const matches = wildcard ? hostname.endsWith(`.${host}`) : hostname === host.toLowerCase();
    return matches && (sourcePort === "*" || (sourcePort ?? "") === port);
  });
}

/** Why these headers forbid `origin` to frame the page. Null: they allow it. */
export function framingRefusal(headers: Headers, origin: string, self: string): string | null {
  const ancestors = sourcesOf(headers.get("content-security-policy"), "frame-ancestors");
  if (ancestors) {
    if (allows(ancestors, origin, self)) return null;
    return `Its frame-ancestors are ${ancestors.join(" ") || "empty"}.`;
  }
  const option = headers.get("x-frame-options")?.trim().toUpperCase();
  if (option === "DENY" || (option === "SAMEORIGIN" && origin !== self)) {
    return `Its X-Frame-Options is ${option}.`;
  }
  return null;
}
