import type { z } from "zod";
import { Problem } from "./errors";
import { type FailureKind, VendorFailure } from "./vendors/vendor-error";

export type Call<T> = {
  /** Appears in every error: `Explo's generate_jwt`. */
  name: string;
  method: "GET" | "POST" | "PATCH";
  url: string;
  headers?: Record<string, string>;
  /** Objects are sent as JSON, `URLSearchParams` as a form. */
  body?: object;
  /** The documented response. */
  answer: z.ZodType<T>;
  /** Other statuses than 2xx whose body is parsed as well. */
  also?: readonly number[];
  timeoutMs?: number;
  /** The time budget of the request this call is part of. */
  signal?: AbortSignal | undefined;
};

/** Calls a vendor's API. @throws VendorFailure, whose message contains no header, address or body */
export async function call<T>({
  name,
  also = [],
  ...request
}: Call<T>): Promise<{ status: number; body: T }> {
  const { timeoutMs = 5_000, signal, body } = request;
  const form = body instanceof URLSearchParams;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, {
      method: request.method,
      redirect: "error", // the key must not reach another host
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: {
        Accept: "application/json",
        ...(body && !form && { "Content-Type": "application/json" }),
        ...request.headers,
      },
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
    text = await response.text();
  } catch {
    throw timeout.aborted || signal?.aborted
      ? new VendorFailure("timeout", `${name} did not answer in time.`)
      : new VendorFailure("unreachable", `${name} could not be reached.`);
  }
  const { status } = response;
  if (!response.ok && !also.includes(status)) {
    throw new VendorFailure(kindOf(status), `${name} returned ${status}.`, status);
  }
  const parsed = request.answer.safeParse(parseJson(text));
  if (parsed.success) return { status, body: parsed.data };
  throw new VendorFailure("bad_answer", `${name} returned an unexpected response.`, status);
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return "unauthorized";
  return status === 429 || status >= 500 ? "busy" : "refused";
}

/** The value, or undefined for malformed JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A request's body, read no further than `maxBytes`. @throws Problem `too_large` */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Problem("too_large", "The request body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Retries transient failures, once after each of `pauses` (milliseconds). */
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
