// Decides whether this session may open this dashboard now: one statement reads authority, counts the
// limit, picks the credential and writes the audit row, so that none of them can be seen apart.
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { ProblemCode } from "@/lib/errors";
import { Prisma } from "../generated/prisma/client";
import { type Facts, factsOfStanding, standing } from "./standing";

/** Requests of one whole tenant in a minute, for every person's limit: a tenant is many people. */
const tenantFactor = 50;

export type Verdict = Extract<
  ProblemCode,
  "signed_out" | "not_found" | "not_allowed" | "not_configured" | "rate_limited"
>;

/** What the statement found: `facts` when it is "allowed", else mostly a `reason`. */
export type Decision = {
  verdict: "allowed" | Verdict;
  /** Finer reason: `suspended`, `connection_disabled`, `no_mapping`, `no_credential`. */
  reason: string | null;
  /** Seconds to the next window, for `rate_limited`. */
  retryAfter: number;
  facts: Facts | null;
};

export type Asked = {
  sessionId: string;
  tenant: string;
  dashboard: string;
  /** Becomes the audit row's id and, when allowed, the token's. */
  mintId: string;
  requestId: string;
};

/** Decides and records one request. @throws what the database throws when it does not answer. */
export async function decide(asked: Asked): Promise<Decision> {
  const { EMBED_TTL_SECONDS: ttl, MINT_LIMIT_PER_MINUTE: limit } = env();
  const { sessionId, tenant, dashboard, mintId, requestId } = asked;
  const who = Prisma.sql`select u.*, s."endedAt" is null and s."expiresAt" > now() as alive
      from "Session" s join "User" u on u.id = s."userId" where s.id = ${sessionId}`;
  const rows = await db().$queryRaw<Decision[]>`
    with
    ${standing(who, { tenant, dashboard, seconds: ttl })},
    counted as (
      insert into "RateLimit" as r (key, "windowStart", count)
      select key, date_trunc('minute', now()), 1 from (
        select 'mint:' || id as key from person
        union all select 'mint-tenant:' || id from place
      ) keys
      on conflict (key, "windowStart") do update set count = r.count + 1
      returning key, count
    ),
    over as (
      select coalesce(bool_or(count > case when key like 'mint:%' then ${limit}::int
          else ${limit * tenantFactor}::int end), false) as refused,
        coalesce(max(count) filter (where key like 'mint:%'), 0) as mine
      from counted
    ),
    final as (
      select case when over.refused and found.verdict <> 'signed_out' then 'rate_limited'
          else found.verdict end as verdict, found.reason
      from found, over
    ),
    noted as (
      insert into "AuditEvent" (id, action, outcome, reason, "userId", email, "tenantId", "tenantSlug",
        dashboard, connection, "tokenId", kid, "expiresAt", "requestId")
      select ${mintId}, 'mint', case when verdict = 'allowed' then 'allowed' else 'refused' end,
        case when verdict = 'allowed' then null else concat_ws(': ', verdict, reason) end,
        person.id, person.email, place.id, ${tenant}, ${dashboard},
        case when verdict = 'allowed' then board.connection_id end,
        case when verdict = 'allowed' then ${mintId} end,
        case when verdict = 'allowed' then credential.kid end,
        case when verdict = 'allowed' then to_timestamp(life.issued + life.seconds) end,
        ${requestId}
      from final cross join person cross join over
        left join place on true left join board on true left join credential on true left join life on true
      -- Over the limit only the first refusal is written: no free rows for whoever keeps asking.
      where verdict <> 'rate_limited' or over.mine = ${limit + 1}::int
    ),
    used as (
      update "EmbedCredential" c set "lastUsedAt" = now() from credential, final
      where c.id = credential.id and final.verdict = 'allowed'
        and (c."lastUsedAt" is null or c."lastUsedAt" < now() - interval '1 minute')
    )
    select final.verdict, final.reason,
      (60 - floor(extract(second from now())))::int as "retryAfter",
      case when final.verdict = 'allowed' then ${factsOfStanding} end as facts
    from final`;
  const [decision] = rows;
  if (!decision) throw new Error("the decision statement returned no row");
  return decision;
}
