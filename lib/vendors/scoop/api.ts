import type { TrialRequest } from "@/lib/vendors/api-contract";
import type { Settings } from "./settings";

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;

/** Scoop documents no address that takes a token, so only a sandbox on this machine is tried. */
export async function tryToken({ props, settings, signal }: TrialRequest<Settings>) {
  if (!loopback.test(settings.appUrl)) return null;
  const response = await fetch(`${settings.appUrl}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: props.token, canvasId: props.canvasId }),
    ...(signal && { signal }),
  });
  await response.body?.cancel();
  return response.status;
}
