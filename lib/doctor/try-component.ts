// Decides whether a component's token can be tried without a browser: where the vendor's page exchanges it.
import { z } from "zod";

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;

/**
 * The status that the token is answered with; null: the vendor documents no address for it. Scoop
 * documents none, so only a stand-in on this machine is asked, at the address its canvas uses.
 */
export async function tryComponent(
  vendor: string,
  props: Record<string, string>,
  settings: unknown,
): Promise<number | null> {
  const parsed = z.object({ appUrl: z.string() }).safeParse(settings);
  if (vendor !== "scoop" || !parsed.success || !loopback.test(parsed.data.appUrl)) return null;
  const response = await fetch(`${parsed.data.appUrl}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: props.token, canvasId: props.canvasId }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.status;
}
