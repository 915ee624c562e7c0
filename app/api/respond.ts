// Decides how a route answers: JSON that nobody stores, every failure as a problem with a request id.
import { randomUUID } from "node:crypto";
import { asProblem, Problem, problemResponse } from "@/lib/errors";

/** A database that hangs must become an answer while the person still waits for it. */
const patienceMs = 1_500;

/** Runs a route: its value as JSON, what it throws as `application/problem+json`. */
export async function respond(work: (requestId: string) => Promise<unknown>): Promise<Response> {
  const requestId = randomUUID();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("deadline")), patienceMs);
  });
  try {
    const value = await Promise.race([work(requestId), tooLate]);
    return Response.json(value, { headers: { "Cache-Control": "no-store", Vary: "Cookie" } });
  } catch (error) {
    const problem = asProblem(error);
    log(problem, requestId);
    return problemResponse(problem, requestId);
  } finally {
    clearTimeout(timer);
  }
}

/** Refusals are in the audit; the log gets what is ours to mend. Names only: messages may quote data. */
function log(problem: Problem, requestId: string): void {
  const { cause } = problem.more;
  if (cause === undefined) return;
  const kind = cause instanceof Error ? cause.name : typeof cause;
  const code = (cause as { code?: unknown }).code;
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      requestId,
      problem: problem.code,
      kind,
      ...(typeof code === "string" && { code }),
    }),
  );
}

/** Refuses a request that carries a body: the route takes nothing from it. */
export async function requireEmptyBody(request: Request): Promise<void> {
  if (Number(request.headers.get("content-length") ?? 0) > 65_536) {
    throw new Problem("too_large", "This address takes no body.");
  }
  const reader = request.body?.getReader();
  if (!reader) return;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (chunk.value.byteLength > 0) {
      await reader.cancel();
      throw new Problem("bad_request", "This address takes no body: send the request without one.");
    }
  }
}

/** The body as JSON, at most 8 kB of it; undefined where it is none. */
export async function readSmallJson(request: Request): Promise<unknown> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length <= 8_192) continue;
    await reader?.cancel();
    throw new Problem("too_large", "The body may have 8 kB.");
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
