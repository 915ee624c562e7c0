import { z } from "zod";
import { db } from "@/lib/db";
import { type Authority, authoritySchema } from "@/lib/embed/schema";
import { Problem } from "@/lib/errors";
import { dashboardAccess, sessionUser } from "./authorize";

/** `tenant/dashboard` */
const paneName = /^([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})$/;
const maxPanes = 50;

const rowSchema = z.object({
  id: z.string(),
  signedIn: z.boolean(),
  suspended: z.boolean(),
  panes: authoritySchema.shape.panes,
});

/** @throws Problem `bad_request` */
export function parsePanes(names: string[]): string[] {
  if (names.length > maxPanes || names.some((name) => !paneName.test(name))) {
    throw new Problem("bad_request", `Name up to ${maxPanes} panes, each as tenant/dashboard.`);
  }
  return [...new Set(names)];
}

/**
 * What the user may still do with each named pane; without names, with every dashboard shared with
 * them. Open tabs poll this every few seconds.
 *
 * @throws Problem `signed_out`, with reason `suspended` where it applies
 */
export async function findAuthority(sessionId: string | null, names: string[]): Promise<Authority> {
  if (!sessionId) throw signedOut();
  const tenants = names.map((name) => name.split("/")[0]);
  const dashboards = names.map((name) => name.split("/")[1]);
  const rows = await db().$queryRaw<unknown[]>`
    with viewer as (${sessionUser(sessionId)})
    select id, "signedIn", "suspendedAt" is not null as suspended, (
      select coalesce(jsonb_object_agg(a."tenantSlug" || '/' || a."dashboardSlug", a.status), '{}')
      from ${dashboardAccess} a where a."userId" = viewer.id and viewer."signedIn"
        and case when ${names.length === 0} then a.status <> 'not_allowed'
          else (a."tenantSlug", a."dashboardSlug") in
            (select * from unnest(${tenants}::text[], ${dashboards}::text[])) end
    ) as panes
    from viewer`;
  const [row] = z.array(rowSchema).parse(rows);
  if (row?.suspended) {
    throw new Problem("signed_out", "Your account is suspended.", { reason: "suspended" });
  }
  if (!row?.signedIn) throw signedOut();
  const gone = Object.fromEntries(names.map((name) => [name, "gone" as const]));
  return { viewer: row.id, panes: { ...gone, ...row.panes } };
}

const signedOut = () => new Problem("signed_out", "Sign in to continue.");
