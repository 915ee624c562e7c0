// Decides what an answer of the mint route means for a pane.

import type { Mint } from "@/lib/embed/schema";
import type { Refusal } from "@/lib/renewal/state";

export type MintOutcome =
  | { readonly mint: Mint; readonly viewer: string | undefined }
  | { readonly denied: Refusal }
  /** Worth trying again; `retryAfter` in seconds where the server named it. */
  | { readonly retryAfter: number | undefined };

/** Opaque id of the person the token was minted for, as the authority route spells it. */
const VIEWER = "mullion-viewer";

const DENIED: Readonly<Record<number, Refusal>> = {
  401: "signed_out",
  403: "not_allowed",
  404: "gone",
  409: "not_configured",
};

/** Asks for one token. Never throws: whatever goes wrong on the way is worth another try. */
export async function requestMint(
  url: string,
  signal: AbortSignal,
  early: Promise<Response> | undefined,
): Promise<MintOutcome> {
  try {
    const response = await (early ??
      fetch(url, { method: "POST", cache: "no-store", redirect: "error", signal }));
    return await readMint(response);
  } catch {
    return { retryAfter: undefined };
  }
}

async function readMint(response: Response): Promise<MintOutcome> {
  if (response.ok) {
    const mint = (await response.json()) as Mint;
    if (!mint.pane?.kind || !mint.renewal?.mode || !(mint.expiresIn > 0))
      return { retryAfter: undefined };
    return { mint, viewer: response.headers.get(VIEWER) ?? undefined };
  }
  const denied = await readRefusal(response);
  return denied ? { denied } : { retryAfter: retryAfter(response) };
}

/** The reason in a clear no (401, 403, 404, 409); nothing for every other answer. */
export async function readRefusal(response: Response): Promise<Refusal | undefined> {
  // A page is somebody else's no: a proxy's during a deployment, or a firewall's.
  if (response.headers.get("content-type")?.startsWith("text/html")) return undefined;
  const denied = DENIED[response.status];
  if (denied !== "signed_out") return denied;
  const problem = await response.json().catch(() => undefined);
  return problem?.reason === "suspended" ? "suspended" : denied;
}

/** `Retry-After` in seconds; the date form is not used by our routes. */
export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return seconds > 0 ? seconds : undefined;
}
