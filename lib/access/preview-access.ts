// Decides what a named person would get, for those who run the host: the standing a mint reads, without
// their rate limit, and an audit row that names who looked.
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { Prisma } from "../generated/prisma/client";
import type { Decision } from "./authorize";
import { factsOfStanding, standing } from "./standing";

/** What the decision rests on, each as the statement found it. */
export type Steps = {
  /** The account exists and is not suspended. */
  person: boolean;
  /** A living membership in a tenant that is not suspended. */
  place: boolean;
  board: boolean;
  /** Grants that count for the person; `team` null: to the whole tenant. */
  grants: { team: string | null; capabilities: string[] }[];
  enabled: boolean;
  mapping: boolean;
  credential: boolean;
};

export type Look = Pick<Decision, "verdict" | "reason" | "facts"> & { steps: Steps };

export type LookRequest = {
  personId: string;
  tenant: string;
  dashboard: string;
  /** Longest life of a token, in seconds. */
  seconds: number;
  /** Becomes the audit row's id and, when allowed, the token's. */
  lookId: string;
  /** What the audit calls it, such as `playground.view-as`. */
  action: string;
  /** Who looks; null: the command line. */
  actor: { id: string; email: string } | null;
};

/** Decides and records one look. The row stands under whoever looked; `detail` names the person. */
export async function look(request: LookRequest): Promise<Look> {
  const { personId, tenant, dashboard, lookId, action, actor } = request;
  const seconds = Math.min(request.seconds, env().EMBED_TTL_SECONDS);
  const who = Prisma.sql`select u.*, true as alive from "User" u where u.id = ${personId}`;
  const rows = await db().$queryRaw<Look[]>`
    with
    ${standing(who, { tenant, dashboard, seconds })},
    noted as (
      insert into "AuditEvent" (id, action, outcome, reason, "userId", email, "tenantId", "tenantSlug",
        dashboard, connection, "tokenId", kid, "expiresAt", detail)
      select ${lookId}, ${action}, case when verdict = 'allowed' then 'allowed' else 'refused' end,
        case when verdict = 'allowed' then null else concat_ws(': ', verdict, reason) end,
        ${actor?.id ?? null}, ${actor?.email ?? "command line"}, place.id, ${tenant}, ${dashboard},
        case when verdict = 'allowed' then board.connection_id end,
        case when verdict = 'allowed' then ${lookId} end,
        case when verdict = 'allowed' then credential.kid end,
        case when verdict = 'allowed' then to_timestamp(life.issued + life.seconds) end,
        jsonb_build_object('personId', who.id, 'person', who.email)
      from found left join who on true
        left join place on true left join board on true left join credential on true left join life on true
    )
    select verdict, reason,
      case when verdict = 'allowed' then ${factsOfStanding} end as facts,
      jsonb_build_object(
        'person', exists (select from person),
        'place', exists (select from place),
        'board', exists (select from board),
        'grants', coalesce((
          select jsonb_agg(jsonb_build_object('team', team.name, 'capabilities', to_jsonb(g.capabilities)))
          from place, board, "Grant" g left join team on team.id = g."teamId"
          where g."tenantId" = place.id and g."dashboardId" = board.id
            and (g."teamId" is null or team.id is not null)), '[]'),
        'enabled', coalesce((select facts is not null and "disabledAt" is null from board), false),
        'mapping', exists (select from wanted),
        'credential', exists (select from credential)
      ) as steps
    from found`;
  const [found] = rows;
  if (!found) throw new Error("the look returned no row");
  return found;
}
