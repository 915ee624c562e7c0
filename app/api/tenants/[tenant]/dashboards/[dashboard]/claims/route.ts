import { readSmallJson, respond } from "@/app/api/respond";
import { requireOwnPage } from "@/lib/auth/same-origin";
import { findSession } from "@/lib/auth/session";
import { openSchema, openToken } from "@/lib/embed/decrypt-claims";
import { Problem } from "@/lib/errors";
import { findViewer } from "@/lib/tenants/require-viewer";

/** The claims of an encrypted token that this person was given; for the developer panel. */
export function POST(
  request: Request,
  { params }: RouteContext<"/api/tenants/[tenant]/dashboards/[dashboard]/claims">,
): Promise<Response> {
  return respond(async () => {
    requireOwnPage(request.headers);
    const session = await findSession();
    if (!session) throw new Problem("signed_out", "Sign in to go on.");
    const { tenant, dashboard } = await params;
    const viewer = await findViewer(session, tenant);
    if (!viewer) throw new Problem("not_found", "There is no such dashboard here.");
    const asked = openSchema.safeParse(await readSmallJson(request));
    if (!asked.success) throw new Problem("bad_request", "Send {id, token} of one mint.");
    return openToken(viewer, dashboard, asked.data);
  });
}
