import { respond } from "@/app/api/respond";
import { requireDatabase } from "@/lib/db-health";

/** 200 when the database answers, else 503. */
export function GET(): Promise<Response> {
  return respond(async () => {
    await requireDatabase();
    return { status: "ok" };
  });
}
