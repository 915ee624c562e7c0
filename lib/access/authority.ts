// Decides what the open panes of a browser may still do: one cheap statement, asked every few seconds.
import { db } from "@/lib/db";
import type { Authority } from "@/lib/embed/schema";
import { Problem } from "@/lib/errors";

/** A pane is named `tenant/dashboard`. */
const paneName = /^([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})$/;
const mostPanes = 50;

type Standing = Authority["panes"][string];

/** @throws Problem `bad_request` when the names are malformed or too many. */
export function parsePanes(names: string[]): string[] {
  if (names.length > mostPanes || names.some((name) => !paneName.test(name))) {
    throw new Problem("bad_request", `Name at most ${mostPanes} panes, each as tenant/dashboard.`);
  }
  return [...new Set(names)];
}

/**
 * The standing of each named pane; with no names, of every dashboard the person may open.
 *
 * @throws Problem `signed_out`, with reason `suspended` where that is why.
 */
export async function readAuthority(sessionId: string | null, names: string[]): Promise<Authority> {
  const rows = sessionId
    ? await db().$queryRaw<Row[]>`
    with who as (
      select u.id, u."suspendedAt" is not null as suspended,
        s."endedAt" is null and s."expiresAt" > now() as alive
      from "Session" s join "User" u on u.id = s."userId" where s.id = ${sessionId}
    ),
    place as (
      select t.id, t.slug, m."userId" from who
      join "Membership" m on m."userId" = who.id and m."suspendedAt" is null
      join "Tenant" t on t.id = m."tenantId" and t."suspendedAt" is null
      where who.alive and not who.suspended
    ),
    board as (
      select place.id as tenant_id, place.slug || '/' || d.slug as name, d.id,
        c."disabledAt" is not null as disabled,
        exists (
          select from "Grant" g where g."tenantId" = place.id and g."dashboardId" = d.id
            and (g."teamId" is null or g."teamId" in (
              select tm."teamId" from "TeamMembership" tm
              where tm."tenantId" = place.id and tm."userId" = place."userId"))
        ) as granted
      from place, "Dashboard" d join "EmbedConnection" c on c.id = d."connectionId"
    )
    select who.id, who.suspended, who.alive, coalesce(
      (select jsonb_object_agg(name, case when not granted then 'not_allowed'
          when disabled then 'not_configured' else 'allowed' end)
        from board where case when ${names.length === 0} then granted
          else name = any(${names}::text[]) end), '{}') as panes
    from who`
    : [];
  const [row] = rows;
  if (row?.suspended) {
    throw new Problem("signed_out", "Your account is suspended.", { reason: "suspended" });
  }
  if (!row?.alive) throw new Problem("signed_out", "Sign in to go on.");
  const gone = Object.fromEntries(names.map((name) => [name, "gone" as Standing]));
  return { viewer: row.id, panes: { ...gone, ...row.panes } };
}

type Row = { id: string; suspended: boolean; alive: boolean; panes: Record<string, Standing> };
