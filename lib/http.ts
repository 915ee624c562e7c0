// Decides how a vendor's API is called: one request with a timeout, its answer in the documented shape.
import type { z } from "zod";
import { type FailureKind, VendorFailure } from "./vendors/vendor-error";

/** A person waits behind most calls, and the mint route answers within two seconds. */
export const callTimeoutMs = 1_500;

export type Call<T> = {
  /** For people: `Explo's generate_jwt`. Stands in every failure. */
  name: string;
  method: "GET" | "POST" | "PATCH";
  url: string;
  headers?: Record<string, string>;
  /** An object goes as JSON, `URLSearchParams` as a form. */
  body?: object;
  /** What the documentation says it answers. */
  answer: z.ZodType<T>;
  /** Statuses beside 2xx whose body is wanted too. */
  also?: readonly number[];
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
};

/** Makes the call. @throws VendorFailure, whose message holds no header, address or body */
export async function call<T>({
  name,
  also = [],
  ...request
}: Call<T>): Promise<{ status: number; body: T }> {
  const { timeoutMs = callTimeoutMs, body } = request;
  const form = body instanceof URLSearchParams;
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, {
      method: request.method,
      redirect: "error", // a key must not follow to another host
      signal: AbortSignal.any([
        AbortSignal.timeout(timeoutMs),
        ...(request.signal ? [request.signal] : []),
      ]),
      headers: {
        Accept: "application/json",
        ...(body && !form && { "Content-Type": "application/json" }),
        ...request.headers,
      },
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
    text = await response.text();
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    throw late
      ? new VendorFailure("timeout", `${name} did not answer within ${timeoutMs / 1000} seconds.`)
      : new VendorFailure("unreachable", `${name} could not be reached.`);
  }
  const { status } = response;
  if (!response.ok && !also.includes(status)) {
    throw new VendorFailure(kindOf(status), `${name} answered ${status}.`, status);
  }
  const parsed = request.answer.safeParse(parse(text));
  if (parsed.success) return { status, body: parsed.data };
  throw new VendorFailure("bad_answer", `${name} answered in an unknown form.`, status);
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return "unauthorized";
  return status === 429 || status >= 500 ? "busy" : "refused";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Runs `work` again after passing failures: at once, then after each of `pauses` (milliseconds). */
export async function retry<T>(work: () => Promise<T>, pauses: readonly number[]): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof VendorFailure && error.transient)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return work();
}
