import { respond } from "@/app/api/respond";
import { Problem } from "@/lib/errors";

/** Unknown API addresses get a problem response, not a page. */
const refuse = (): Promise<Response> =>
  respond(async () => {
    throw new Problem("not_found", "This API endpoint doesn't exist.");
  });

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
