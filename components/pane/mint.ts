import type { Mint } from "@/lib/embed/schema";
import type { Refusal } from "@/lib/renewal/state";

export type MintResult =
  | { readonly mint: Mint; readonly viewer: string | undefined }
  | { readonly denied: Refusal }
  /** Worth a retry; `retryAfter` in seconds if the server named it. */
  | { readonly retryAfter: number | undefined };

/** Opaque id of the viewer the token was minted for, as in the authority route's answer. */
const VIEWER_HEADER = "mullion-viewer";

const REFUSALS: Readonly<Record<number, Refusal>> = {
  401: "signed_out",
  403: "not_allowed",
  404: "gone",
  409: "not_configured",
};

export function mintPath(tenant: string, dashboard: string): string {
  const [t, d] = [encodeURIComponent(tenant), encodeURIComponent(dashboard)];
  return `/api/tenants/${t}/dashboards/${d}/embed`;
}

/** Never throws: whatever goes wrong on the way is worth a retry. */
export async function requestMint(
  url: string,
  signal: AbortSignal,
  early: Promise<Response> | undefined,
): Promise<MintResult> {
  try {
    const response = await (early ??
      fetch(url, { method: "POST", cache: "no-store", redirect: "error", signal }));
    if (!response.ok) {
      const denied = await readRefusal(response);
      return denied ? { denied } : { retryAfter: retryAfter(response) };
    }
    const mint = (await response.json()) as Mint;
    if (mint.pane?.kind && mint.renewal?.mode && mint.expiresIn > 0)
      return { mint, viewer: response.headers.get(VIEWER_HEADER) ?? undefined };
  } catch {
    // Retried below.
  }
  return { retryAfter: undefined };
}

/** The reason of a definite no (401, 403, 404, 409). */
export async function readRefusal(response: Response): Promise<Refusal | undefined> {
  // An HTML page is not our answer but that of a proxy or firewall in between.
  if (response.headers.get("content-type")?.startsWith("text/html")) return undefined;
  const refusal = REFUSALS[response.status];
  if (refusal !== "signed_out") return refusal;
  const problem = await response.json().catch(() => undefined);
  return problem?.reason === "suspended" ? "suspended" : refusal;
}

/** `Retry-After` in seconds; our routes don't use its date form. */
export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return seconds > 0 ? seconds : undefined;
}
