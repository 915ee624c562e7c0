import { randomUUID } from "node:crypto";
import { asProblem, type Problem, problemResponse } from "@/lib/errors";
import { log } from "@/lib/log";

/** Time for a route's work, calls to vendors included. */
const workMs = 1_500;
/** Everyone gets a response by then, even if the database hangs. Between the two, failures are audited. */
const responseMs = 1_900;

export type RequestContext = {
  requestId: string;
  /** Aborts when the time for the work is up. */
  signal: AbortSignal;
};

/** Runs a route: its value becomes JSON, an error `application/problem+json`. */
export async function respond(
  work: (context: RequestContext) => Promise<unknown>,
): Promise<Response> {
  const requestId = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("Too late", "TimeoutError")), responseMs);
  });
  try {
    const signal = AbortSignal.timeout(workMs);
    const value = await Promise.race([work({ requestId, signal }), tooLate]);
    return Response.json(value, { headers: { "Cache-Control": "no-store", Vary: "Cookie" } });
  } catch (error) {
    const problem = asProblem(error);
    logProblem(problem, requestId);
    return problemResponse(problem, requestId);
  } finally {
    clearTimeout(timer);
  }
}

/** Plain refusals are in the audit; the log gets what has a cause to fix. */
export function logProblem({ code, more }: Problem, requestId: string): void {
  if (more.cause !== undefined) log.error({ requestId, code, error: more.cause }, "Request failed");
}
