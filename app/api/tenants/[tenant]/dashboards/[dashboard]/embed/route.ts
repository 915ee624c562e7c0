import { respond } from "@/app/api/respond";
import { findScheme } from "@/components/shell/theme-cookie";
import { requireOwnPage } from "@/lib/auth/same-origin";
import { requestSessionId } from "@/lib/auth/session";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { Problem } from "@/lib/errors";
import { readBody } from "@/lib/http";
import { isSlug } from "@/lib/tenants/slug";

/** Longer bodies are not even read. */
const maxBytes = 65_536;

/** The mint. There is no GET: a prefetch or a HEAD request must never use up a token. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/api/tenants/[tenant]/dashboards/[dashboard]/embed">,
): Promise<Response> {
  let viewer = "";
  const response = await respond(async ({ requestId, signal }) => {
    requireOwnPage(request.headers);
    if (await readBody(request, maxBytes)) {
      throw new Problem("bad_request", "Send this request without a body.");
    }
    const sessionId = await requestSessionId();
    if (!sessionId) throw new Problem("signed_out", "Sign in, then open the dashboard again.");
    const { tenant, dashboard } = await params;
    if (!isSlug(tenant) || !isSlug(dashboard)) {
      throw new Problem("not_found", "This dashboard doesn't exist.");
    }
    const scheme = await findScheme();
    const minted = await mintEmbed({ sessionId, tenant, dashboard, requestId, scheme }, signal);
    viewer = minted.viewer;
    return minted.mint;
  });
  if (response.ok) response.headers.set("Mullion-Viewer", viewer);
  return response;
}
