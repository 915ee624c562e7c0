const token = /^[\w-]+\.[\w-]+\.[\w-]+$/;

// Scoop documents no messages for handing over a token; the host's `ScoopCanvas` uses the same two.
export const ready = { type: "scoop:ready" } as const;

/** Token of a `scoop:token` message; null for anything else. */
export function readToken(message: Record<string, unknown>): string | null {
  if (message.type !== "scoop:token" || typeof message.token !== "string") return null;
  return token.test(message.token) ? message.token : null;
}
