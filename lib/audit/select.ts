// Decides how rows of the audit are found: by index, however many there are. Its callers decide who may.
import { db } from "@/lib/db";
import { Prisma } from "../generated/prisma/client";
import type { AuditFilters, Cursor } from "./filters";

export type AuditRow = {
  id: string;
  at: Date;
  action: string;
  outcome: string;
  reason: string | null;
  email: string | null;
  tenantSlug: string | null;
  dashboard: string | null;
  connection: string | null;
  tokenId: string | null;
  kid: string | null;
  expiresAt: Date | null;
  requestId: string | null;
  detail: unknown;
};

export type UsageRow = {
  tenantSlug: string | null;
  dashboard: string | null;
  /** Tokens given, renewals included. */
  tokens: number;
  people: number;
};

/** Days that usage covers where the filters name none. */
export const usageDays = 30;
const mostUsageRows = 20;

const { sql, join } = Prisma;

/** @param tenantId null: everywhere */
export function selectEvents(
  tenantId: string | null,
  filters: AuditFilters,
  timeZone: string,
  before: Cursor | null,
  limit: number,
): Promise<AuditRow[]> {
  const { person, outcome, action } = filters;
  const conditions = [
    ...placeAndTime(tenantId, filters, timeZone),
    ...(person ? [sql`email = ${person}`] : []),
    ...(outcome ? [sql`outcome = ${outcome}`] : []),
    // Said in so many words, these let the planner use the indexes of the rare rows.
    ...(outcome && outcome !== "allowed" ? [sql`outcome <> 'allowed'`] : []),
    ...(action ? [sql`action = ${action}`] : []),
    ...(action && action !== "mint" ? [sql`action <> 'mint'`] : []),
    ...(before ? [sql`(at, id) < (${before.at}::timestamptz, ${before.id})`] : []),
  ];
  return db().$queryRaw<AuditRow[]>`
    select id, at, action, outcome, reason, email, "tenantSlug", dashboard, connection, "tokenId",
      kid, "expiresAt", "requestId", detail
    from "AuditEvent" where ${all(conditions)}
    order by at desc, id desc limit ${limit}`;
}

/** @param tenantId null: everywhere */
export function selectUsage(
  tenantId: string | null,
  filters: AuditFilters,
  timeZone: string,
): Promise<UsageRow[]> {
  const conditions = [
    sql`action = 'mint' and outcome = 'allowed'`,
    ...placeAndTime(tenantId, filters, timeZone),
    ...(filters.from ? [] : [sql`at >= now() - ${usageDays} * interval '1 day'`]),
  ];
  // By person first: counting distinct people over all rows at once would sort them all.
  return db().$queryRaw<UsageRow[]>`
    select "tenantSlug", dashboard, sum(tokens)::int as tokens, count("userId")::int as people
    from (
      select "tenantSlug", dashboard, "userId", count(*) as tokens from "AuditEvent"
      where ${all(conditions)} group by 1, 2, 3
    ) by_person
    group by 1, 2 order by tokens desc, 1, 2 limit ${mostUsageRows}`;
}

/** Names of actions, hopping over the index from one to the next. @param tenantId null: everywhere */
export async function selectActions(tenantId: string | null): Promise<string[]> {
  const mine = tenantId ? sql`"tenantId" = ${tenantId}` : sql`true`;
  const rows = await db().$queryRaw<{ action: string }[]>`
    with recursive known as (
      (select action from "AuditEvent" where ${mine} and action <> 'mint' order by action limit 1)
      union all
      select (select action from "AuditEvent" e where ${mine} and action <> 'mint'
        and e.action > known.action order by action limit 1)
      from known where known.action is not null
    )
    select action from known where action is not null`;
  return ["mint", ...rows.map(({ action }) => action)];
}

function placeAndTime(
  tenantId: string | null,
  { tenant, dashboard, from, to }: AuditFilters,
  timeZone: string,
): Prisma.Sql[] {
  return [
    ...(tenantId ? [sql`"tenantId" = ${tenantId}`] : []),
    ...(!tenantId && tenant
      ? [sql`"tenantId" = (select id from "Tenant" where slug = ${tenant})`]
      : []),
    ...(dashboard ? [sql`dashboard = ${dashboard}`] : []),
    ...(from ? [sql`at >= ${from}::date::timestamp at time zone ${timeZone}`] : []),
    ...(to ? [sql`at < (${to}::date + 1)::timestamp at time zone ${timeZone}`] : []),
  ];
}

const all = (conditions: Prisma.Sql[]) =>
  conditions.length > 0 ? join(conditions, " and ") : sql`true`;
