import { randomUUID } from "node:crypto";
import { asProblem, problemResponse } from "@/lib/errors";
import type { AuditRow } from "./list";

const columns = {
  at: "at",
  action: "action",
  outcome: "outcome",
  reason: "reason",
  email: "email",
  tenantSlug: "tenant",
  dashboard: "dashboard",
  connection: "connection",
  tokenId: "token_id",
  kid: "kid",
  expiresAt: "expires_at",
  requestId: "request_id",
  detail: "detail",
  id: "id",
} as const satisfies Record<keyof AuditRow, string>;

/** RFC 4180, with CRLF. */
export const csvHeader = `${Object.values(columns).join(",")}\r\n`;

export function csvRow(row: AuditRow): string {
  const names = Object.keys(columns) as (keyof AuditRow)[];
  return `${names.map((name) => csvCell(row[name])).join(",")}\r\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // Spreadsheets run a cell that begins like a formula; a leading quote makes it text (OWASP).
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * Streams an export as a file, or answers with a problem before the first byte.
 *
 * @param name of the file, without its extension
 */
export async function csvResponse(
  name: string,
  startExport: () => Promise<AsyncGenerator<AuditRow[]>>,
): Promise<Response> {
  try {
    const batches = await startExport();
    // Read the first batch before the first byte, so that a failure is a status and not half a file.
    const first = await batches.next();
    const date = new Date().toISOString().slice(0, 10);
    return new Response(toStream(first, batches), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="${name}-audit-${date}.csv"`,
        "Cache-Control": "no-store",
        Vary: "Cookie",
      },
    });
  } catch (error) {
    return problemResponse(asProblem(error), randomUUID());
  }
}

/** One batch for each pull: a slow reader holds up the database, not our memory. */
function toStream(
  first: IteratorResult<AuditRow[]>,
  batches: AsyncGenerator<AuditRow[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let header = csvHeader;
  let next: IteratorResult<AuditRow[]> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = next ?? (await batches.next());
      next = null;
      if (done) return controller.close();
      controller.enqueue(encoder.encode(header + value.map(csvRow).join("")));
      header = "";
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}
