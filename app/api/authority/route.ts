import { respond } from "@/app/api/respond";
import { parsePanes, readAuthority } from "@/lib/access/authority";
import { requestSessionId } from "@/lib/auth/session";

/** What the panes named by `?pane=tenant/dashboard` may still do; without any, all that may be opened. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const panes = parsePanes(new URL(request.url).searchParams.getAll("pane"));
    return readAuthority(await requestSessionId(), panes);
  });
}
