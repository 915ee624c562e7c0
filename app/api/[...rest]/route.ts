import { respond } from "@/app/api/respond";
import { Problem } from "@/lib/errors";

/** What is no address of the API is told so in the API's own form. */
const refuse = (): Promise<Response> =>
  respond(async () => {
    throw new Problem("not_found", "There is no such address.");
  });

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
