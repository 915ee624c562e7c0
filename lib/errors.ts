/** Every error code of the API, with its HTTP status and title. */
const codes = {
  bad_request: { status: 400, title: "Invalid request" },
  signed_out: { status: 401, title: "Not signed in" },
  not_allowed: { status: 403, title: "Access denied" },
  not_found: { status: 404, title: "Not found" },
  not_configured: { status: 409, title: "Setup incomplete" },
  too_large: { status: 413, title: "Request too large" },
  rate_limited: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
} as const;

export type ProblemCode = keyof typeof codes;

/** An error that users may see. `detail` never contains a secret. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly more: {
      /** Seconds until a retry makes sense. */
      retryAfter?: number;
      /** Narrows the code; shown to the user. */
      reason?: "suspended";
      cause?: unknown;
    } = {},
  ) {
    super(`${code}: ${detail}`, { cause: more.cause });
  }

  get status(): number {
    return codes[this.code].status;
  }
}

/** Any thrown value as a Problem. Unexpected errors become `unavailable`, without their message. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("unavailable", "Something went wrong on our side. Try again in a moment.", {
    retryAfter: 2,
    cause: error,
  });
}

/** RFC 9457: `application/problem+json` with `{ type, title, status, code, detail, requestId }`. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { code, status, detail, more } = problem;
  const body = {
    type: `/problems/${code}`,
    title: codes[code].title,
    status,
    code,
    detail,
    requestId,
    ...(more.reason && { reason: more.reason }),
  };
  const headers = new Headers({
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    Vary: "Cookie",
  });
  const retryAfter = more.retryAfter ?? (status === 429 || status === 503 ? 2 : undefined);
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return new Response(JSON.stringify(body), { status, headers });
}
