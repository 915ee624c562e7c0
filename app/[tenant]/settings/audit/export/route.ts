import type { NextRequest } from "next/server";
import { csvResponse } from "@/lib/audit/csv";
import { exportTenantAudit } from "@/lib/audit/export";
import { requireAuditFilters } from "@/lib/audit/filters";
import { findSession } from "@/lib/auth/session";
import { Problem } from "@/lib/errors";
import { findViewer } from "@/lib/tenants/require-viewer";

/** The tenant's audit as CSV, with the page's filters. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<"/[tenant]/settings/audit/export">,
): Promise<Response> {
  const { tenant } = await params;
  return csvResponse(tenant, async () => {
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in first.");
    const viewer = await findViewer(session, tenant);
    if (!viewer) throw new Problem("not_found", "Page not found.");
    const { tenant: _, ...filters } = requireAuditFilters(request.nextUrl.searchParams);
    return exportTenantAudit(viewer, filters);
  });
}
