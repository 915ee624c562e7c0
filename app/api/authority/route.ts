import { respond } from "@/app/api/respond";
import { findAuthority, parsePanes } from "@/lib/access/authority";
import { requestSessionId } from "@/lib/auth/session";

/** `?pane=tenant/dashboard`, repeated; without any: every dashboard shared with the user. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const panes = parsePanes(new URL(request.url).searchParams.getAll("pane"));
    return findAuthority(await requestSessionId(), panes);
  });
}
