import type { NextRequest } from "next/server";
import { csvResponse } from "@/lib/audit/csv";
import { exportFullAudit } from "@/lib/audit/export";
import { requireAuditFilters } from "@/lib/audit/filters";
import { findSession } from "@/lib/auth/session";
import { Problem } from "@/lib/errors";

/** The audit of all tenants as CSV, with the page's filters. */
export async function GET(request: NextRequest): Promise<Response> {
  return csvResponse("mullion", async () => {
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in first.");
    if (!session.user.isOperator) throw new Problem("not_found", "Page not found.");
    return exportFullAudit(session, requireAuditFilters(request.nextUrl.searchParams));
  });
}
