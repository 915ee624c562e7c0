import { HTTPException } from "hono/http-exception";

export interface Message {
  title: string;
  detail: string;
}

export interface ErrorResponse extends Message {
  status: 400 | 401 | 403 | 404 | 413 | 500 | 503;
}

/** Without a `response` it is answered like every other refusal of that vendor. */
export class Refusal extends Error {
  constructor(
    /** For the log and the counters, never for the response. */
    readonly reason: string,
    readonly response?: ErrorResponse,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** No token is accepted on a failed query. */
export class DatabaseUnavailable extends Refusal {
  constructor(cause: unknown) {
    const message = { title: "Temporarily unavailable", detail: "Try again in a moment." };
    super("store", { status: 503, ...message }, { cause });
    this.message = `The database failed: ${cause instanceof Error ? cause.message : "unknown"}`;
  }
}

/** An error of the admin API or of a vendor's public API. */
export function apiError(status: 400 | 401 | 404 | 413 | 503, message: string): HTTPException {
  return new HTTPException(status, { message });
}
