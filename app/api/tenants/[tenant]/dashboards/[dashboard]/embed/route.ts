import { requireEmptyBody, respond } from "@/app/api/respond";
import { findScheme } from "@/components/shell/theme-cookie";
import { requireOwnPage } from "@/lib/auth/same-origin";
import { requestSessionId } from "@/lib/auth/session";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { Problem } from "@/lib/errors";
import { isSlug } from "@/lib/tenants/slug";

/** The mint route. There is no GET: a prefetch or a HEAD request must never spend a token. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/api/tenants/[tenant]/dashboards/[dashboard]/embed">,
): Promise<Response> {
  let viewer = "";
  const response = await respond(async (requestId) => {
    requireOwnPage(request.headers);
    await requireEmptyBody(request);
    const sessionId = await requestSessionId();
    // A request without a session only counts as refused; it writes nothing.
    if (!sessionId) throw new Problem("signed_out", "Sign in, then open the dashboard again.");
    const { tenant, dashboard } = await params;
    if (!isSlug(tenant) || !isSlug(dashboard)) {
      throw new Problem("not_found", "There is no such dashboard here.");
    }
    const scheme = await findScheme();
    const minted = await mintEmbed({ sessionId, tenant, dashboard, requestId, scheme });
    viewer = minted.viewer;
    return minted.answer;
  });
  if (response.ok) response.headers.set("Mullion-Viewer", viewer);
  return response;
}
