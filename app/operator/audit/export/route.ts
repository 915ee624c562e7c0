import type { NextRequest } from "next/server";
import { fileName, respondCsv } from "@/app/api/csv-response";
import { beginFullExport } from "@/lib/audit/export";
import { filtersOf } from "@/lib/audit/filters";
import { findSession } from "@/lib/auth/session";
import { Problem } from "@/lib/errors";

/** The audit of all tenants as CSV, with the page's filters. */
export async function GET(request: NextRequest): Promise<Response> {
  return respondCsv(fileName("mullion"), async () => {
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in first.");
    // To others this address does not exist, as the page does not.
    if (!session.user.isOperator) throw new Problem("not_found", "There is nothing here.");
    return beginFullExport(session, filtersOf(Object.fromEntries(request.nextUrl.searchParams)));
  });
}
