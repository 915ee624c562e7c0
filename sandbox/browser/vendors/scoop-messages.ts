const token = /^[\w-]+\.[\w-]+\.[\w-]+$/;

// Scoop documents no messages for handing over a token; the host's `ScoopCanvas` uses the same two.
export const ready = { type: "scoop:ready" } as const;

/** Token of a `scoop:token` message; null for anything else. */
export function readToken(data: unknown): string | null {
  if (typeof data !== "object" || data === null) return null;
  const given = data as Record<string, unknown>;
  if (given.type !== "scoop:token" || typeof given.token !== "string") return null;
  return token.test(given.token) ? given.token : null;
}
