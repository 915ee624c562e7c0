import { respond } from "@/app/api/respond";
import { requestSessionId } from "@/lib/auth/session";
import { parsePanes, readAuthority } from "@/lib/catalogue/authority";

/** What the panes named by `?pane=tenant/dashboard` may still do; without any, all that may be opened. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const panes = parsePanes(new URL(request.url).searchParams.getAll("pane"));
    return readAuthority(await requestSessionId(), panes);
  });
}
