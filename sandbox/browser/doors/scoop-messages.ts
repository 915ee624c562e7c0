// Decides what the hand-over between a host and a Scoop canvas looks like, both ends of it ours.

const token = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export const ready = { type: "scoop:ready" } as const;

/** The token of a `scoop:token` message; null for anything else. */
export function readToken(data: unknown): string | null {
  if (typeof data !== "object" || data === null) return null;
  const given = data as Record<string, unknown>;
  if (given.type !== "scoop:token" || typeof given.token !== "string") return null;
  return token.test(given.token) ? given.token : null;
}
