import { randomUUID } from "node:crypto";
import { csvHead, csvRow } from "@/lib/audit/csv";
import type { AuditRow } from "@/lib/audit/select";
import { asProblem, problemResponse } from "@/lib/errors";
import { logProblem } from "./respond";

/**
 * Streams an export, or returns a problem if it cannot begin.
 *
 * @param name of the file, without its extension
 * @param begin checks access and returns the rows in batches
 */
export async function respondCsv(
  name: string,
  begin: () => Promise<AsyncGenerator<AuditRow[]>>,
): Promise<Response> {
  try {
    const batches = await begin();
    // The first batch is read before the first byte is sent, so that a failure is a status and not half a file.
    const first = await batches.next();
    return new Response(stream(first, batches), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="${name}.csv"`,
        "Cache-Control": "no-store",
        Vary: "Cookie",
      },
    });
  } catch (error) {
    const problem = asProblem(error);
    const requestId = randomUUID();
    logProblem(problem, requestId);
    return problemResponse(problem, requestId);
  }
}

/** One batch per pull: a slow client slows the database reads down instead of filling memory. */
function stream(
  first: IteratorResult<AuditRow[]>,
  batches: AsyncGenerator<AuditRow[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let head = csvHead;
  let next: IteratorResult<AuditRow[]> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = next ?? (await batches.next());
      next = null;
      if (done) return controller.close();
      controller.enqueue(encoder.encode(head + value.map(csvRow).join("")));
      head = "";
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}

/** `acme-audit-2026-11-21`, by the day in UTC. */
export function fileName(of: string): string {
  return `${of}-audit-${new Date().toISOString().slice(0, 10)}`;
}
