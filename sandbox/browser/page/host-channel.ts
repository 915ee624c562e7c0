export type HostChannel = { post(message: object): void };

const maxMessageLength = 4096;

/** The parent's origin if it is allowed, else null. */
export function findHostOrigin(given: {
  embedded: boolean;
  ancestor: string | undefined;
  referrer: string;
  allowed: string[];
}): string | null {
  if (!given.embedded) return null;
  let origin = given.ancestor;
  // Firefox has no ancestorOrigins; the referrer is the page that contains the frame.
  if (origin === undefined && URL.canParse(given.referrer)) origin = new URL(given.referrer).origin;
  return origin !== undefined && given.allowed.includes(origin) ? origin : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every documented message is plain data and fits in 4 KB. */
export function isAcceptableMessage(data: unknown): data is Record<string, unknown> {
  try {
    return isRecord(data) && JSON.stringify(data).length <= maxMessageLength;
  } catch {
    return false;
  }
}

/** Without an allowed host, nothing is sent and messages are ignored. */
export function openHostChannel(
  allowed: string[],
  onMessage: (message: Record<string, unknown>) => void,
): HostChannel {
  const origin = findHostOrigin({
    embedded: window.parent !== window,
    ancestor: window.location.ancestorOrigins?.[0],
    referrer: document.referrer,
    allowed,
  });
  if (origin === null) return { post: () => undefined };
  window.addEventListener("message", (event) => {
    const isFromHost = event.source === window.parent && event.origin === origin;
    if (isFromHost && isAcceptableMessage(event.data)) onMessage(event.data);
  });
  return { post: (message) => window.parent.postMessage(message, origin) };
}
