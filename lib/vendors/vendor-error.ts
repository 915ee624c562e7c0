export type FailureKind =
  /** No response: refused, reset, unknown host. */
  | "unreachable"
  /** No response in time. */
  | "timeout"
  /** 401 or 403: the API key is wrong or lacks a permission. */
  | "unauthorized"
  /** Any other 4xx: the vendor rejects the request. */
  | "refused"
  /** 429 or 5xx. */
  | "busy"
  /** A response that the vendor's documentation does not show. */
  | "bad_answer";

/** A failed call to a vendor. The message names the call; never a key, token or body. */
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
  get transient(): boolean {
    return this.kind === "unreachable" || this.kind === "timeout" || this.kind === "busy";
  }
}
