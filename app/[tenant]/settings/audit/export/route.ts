import type { NextRequest } from "next/server";
import { fileName, respondCsv } from "@/app/api/csv-response";
import { beginTenantExport } from "@/lib/audit/export";
import { filtersOf } from "@/lib/audit/filters";
import { findSession } from "@/lib/auth/session";
import { Problem } from "@/lib/errors";
import { findViewer } from "@/lib/tenants/require-viewer";

/** The tenant's audit as CSV, with the page's filters. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<"/[tenant]/settings/audit/export">,
): Promise<Response> {
  const { tenant } = await params;
  return respondCsv(fileName(tenant), async () => {
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in first.");
    const viewer = await findViewer(session, tenant);
    if (!viewer) throw new Problem("not_found", "There is nothing here.");
    const filters = filtersOf(Object.fromEntries(request.nextUrl.searchParams));
    return beginTenantExport(viewer, { ...filters, tenant: null });
  });
}
