// Decides how a door misbehaves when a test has asked it to: silence, slowness, failure.
import type { Next } from "hono";
import { plainError } from "./answer";
import type { Ask, Sandbox } from "./sandbox";

const slowMilliseconds = 3000;
/** How far a door's clock runs ahead under the fault "clock". */
export const clockFaultSeconds = 600;

/** Plays hang, slow and fail before a door's own routes; the other faults live where they act. */
export async function misbehave(
  ask: Ask,
  next: Next,
  { control }: Sandbox,
  door: string,
): Promise<Response | undefined> {
  if (control.take(door, "hang")) {
    await gone(ask.req.raw.signal);
    return plainError(ask, 503, "Not available now", "The sandbox was told to hang.");
  }
  if (control.take(door, "slow")) await pause(slowMilliseconds, ask.req.raw.signal);
  if (control.take(door, "fail")) {
    const answer = plainError(ask, 503, "Not available now", "The sandbox was told to fail.");
    answer.headers.set("Retry-After", "1");
    return answer;
  }
  await next();
  return undefined;
}

/** Resolves when the visitor has given up. */
function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
