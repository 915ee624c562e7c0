// Decides which reasons for saying no exist; the reason is for the log, never for the visitor.

export type RefusalCode =
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

/** What a visitor reads instead of the door's ordinary refusal. */
export interface Shown {
  status: 400 | 401 | 403 | 404;
  title: string;
  detail: string;
}

/** A "no" to a visitor. Without `shown` it looks like every other failed token of that door. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly shown?: Shown,
  ) {
    super(code);
  }
}
