// Decides which host a framed dashboard speaks to, and which of its messages are looked at.

export type Host = { post(message: object): void };

const longestMessage = 4096;

/** The parent's origin if it is one of the allowed ones; null where nothing may be said. */
export function hostOrigin(given: {
  embedded: boolean;
  ancestor: string | undefined;
  referrer: string;
  allowed: string[];
}): string | null {
  if (!given.embedded) return null;
  let origin = given.ancestor;
  // Firefox has no ancestorOrigins; the referrer names the page that holds the frame.
  if (origin === undefined && URL.canParse(given.referrer)) origin = new URL(given.referrer).origin;
  return origin !== undefined && given.allowed.includes(origin) ? origin : null;
}

/** Whether a message is plain data of a size that any documented message has. */
export function isSmall(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  try {
    return JSON.stringify(data).length <= longestMessage;
  } catch {
    return false;
  }
}

/** Opens the channel to the host; without an allowed host nothing is sent and nothing is heard. */
export function connectHost(allowed: string[], take: (data: unknown) => void): Host {
  const origin = hostOrigin({
    embedded: window.parent !== window,
    ancestor: window.location.ancestorOrigins?.[0],
    referrer: document.referrer,
    allowed,
  });
  if (origin === null) return { post: () => undefined };
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== origin || !isSmall(event.data)) return;
    take(event.data);
  });
  return { post: (message) => window.parent.postMessage(message, origin) };
}
