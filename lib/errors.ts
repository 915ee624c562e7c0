// Decides what may go wrong and how the outside hears of it: a closed list of codes.

const statuses = {
  bad_request: 400,
  signed_out: 401,
  not_allowed: 403,
  not_found: 404,
  not_configured: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
} as const;

const titles: Record<ProblemCode, string> = {
  bad_request: "The request cannot be understood",
  signed_out: "Sign in first",
  not_allowed: "Not allowed",
  not_found: "Not found",
  not_configured: "Not set up yet",
  too_large: "Too large",
  rate_limited: "Too many requests",
  unavailable: "Not available right now",
};

export type ProblemCode = keyof typeof statuses;

/** A refusal with a reason that may be told. `detail` is one sentence for people, with no secret in it. */
export class Problem extends Error {
  override readonly name = "Problem";
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly more: {
      /** Seconds until another try makes sense. */ retryAfter?: number;
      /** A finer reason that the person's own page may show. */ reason?: "suspended";
      cause?: unknown;
    } = {},
  ) {
    super(`${code}: ${detail}`, { cause: more.cause });
  }

  get status(): number {
    return statuses[this.code];
  }
}

/** Any thrown thing as a Problem: what we did not foresee is `unavailable`, without its text. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("unavailable", "Something on our side failed. Try again in a moment.", {
    retryAfter: 2,
    cause: error,
  });
}

/** The answer of RFC 9457: `application/problem+json` {type,title,status,code,detail,requestId}. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { code, status, detail, more } = problem;
  const body = {
    type: `/problems/${code}`,
    title: titles[code],
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
  const wait = more.retryAfter ?? (status === 429 || status === 503 ? 2 : undefined);
  if (wait !== undefined) headers.set("Retry-After", String(wait));
  return new Response(JSON.stringify(body), { status, headers });
}
