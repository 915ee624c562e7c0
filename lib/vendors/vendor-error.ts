// Decides how a failed call to a vendor is told: a closed list of kinds, a sentence without any secret.

export type FailureKind =
  /** No answer: refused, reset, unknown host. */
  | "unreachable"
  /** No answer in time. */
  | "timeout"
  /** 401 or 403: the key for its API is wrong, or may not do this. */
  | "unauthorized"
  /** Any other 4xx: it does not accept what it was told. */
  | "refused"
  /** 429 or 5xx: later it may work. */
  | "busy"
  /** It answered something that its documentation does not show. */
  | "bad_answer";

/** A call to a vendor that brought nothing. The message names call and kind; never a key, token or body. */
export class VendorFailure extends Error {
  override readonly name = "VendorFailure";
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }

  /** Whether the same call may work a moment later. */
  get passing(): boolean {
    return this.kind === "unreachable" || this.kind === "timeout" || this.kind === "busy";
  }
}
