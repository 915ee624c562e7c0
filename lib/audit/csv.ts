// Decides how rows of the audit become a file that spreadsheets open without running anything in it.
import type { AuditRow } from "./select";

const columns = [
  ...["at", "action", "outcome", "reason", "email", "tenantSlug", "dashboard", "connection"],
  ...["tokenId", "kid", "expiresAt", "requestId", "detail", "id"],
] as const;

const heads: Record<string, string> = {
  ...{
    tenantSlug: "tenant",
    tokenId: "token_id",
    expiresAt: "expires_at",
    requestId: "request_id",
  },
};

/** RFC 4180, with CRLF. */
export const csvHead = `${columns.map((name) => heads[name] ?? name).join(",")}\r\n`;

export function csvRow(row: AuditRow): string {
  return `${columns.map((name) => cell(row[name as keyof AuditRow])).join(",")}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // What begins like a formula is run by spreadsheets: a quote before it makes it text. (OWASP)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
