import { HTTPException } from "hono/http-exception";

/** For the log and the counters, never for the response. */
export type RefusalReason =
  | "missing"
  | "too_large"
  | "malformed"
  | "header"
  | "algorithm"
  | "key"
  | "signature"
  | "claims"
  | "expired"
  | "not_yet"
  | "too_long"
  | "replayed"
  | "issuer"
  | "tenant"
  | "content"
  | "team"
  | "share"
  | "provision"
  | "disabled"
  | "origin"
  | "embedding"
  | "session"
  | "permission"
  | "request";

export interface Message {
  title: string;
  detail: string;
}

/** Without a `response` it is answered like every other refusal of that vendor. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly response?: Message & { status: 400 | 401 | 403 | 404 },
  ) {
    super(reason);
  }
}

/** Answered with 503, so that no token is accepted on a failed check. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super(`The database failed: ${cause instanceof Error ? cause.message : "unknown"}`, { cause });
  }
}

/** An error of the admin API or of a vendor's public API. */
export function apiError(status: 400 | 401 | 404 | 413 | 503, message: string): HTTPException {
  return new HTTPException(status, { message });
}
