import { respond } from "@/app/api/respond";
import { requireOwnPage } from "@/lib/auth/same-origin";
import { findSession } from "@/lib/auth/session";
import { decryptClaims, decryptRequestSchema } from "@/lib/embed/decrypt-claims";
import { Problem } from "@/lib/errors";
import { parseJson, readBody } from "@/lib/http";
import { findViewer } from "@/lib/tenants/require-viewer";

/** The claims of the viewer's own encrypted token, for the developer panel. */
export function POST(
  request: Request,
  { params }: RouteContext<"/api/tenants/[tenant]/dashboards/[dashboard]/claims">,
): Promise<Response> {
  return respond(async () => {
    requireOwnPage(request.headers);
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in to continue.");
    const { tenant, dashboard } = await params;
    const viewer = await findViewer(session, tenant);
    if (!viewer) throw new Problem("not_found", "This dashboard doesn't exist.");
    const body = decryptRequestSchema.safeParse(parseJson(await readBody(request, 8_192)));
    if (!body.success) throw new Problem("bad_request", "Send { id, token } of one mint.");
    return decryptClaims(viewer, dashboard, body.data);
  });
}
