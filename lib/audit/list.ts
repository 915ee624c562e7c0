import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { containing } from "@/lib/pagination";
import { requireAction } from "@/lib/tenants/change-tenant";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { Prisma } from "../generated/prisma/client";
import type { AuditFilters, Cursor } from "./filters";

/** Proof that the reader may read these entries: made by `requireTenantAudit` and `requireFullAudit`. */
export type AuditScope = {
  /** null: the entries of all tenants and of none. */
  readonly tenantId: string | null;
  readonly timeZone: string;
};

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

export type AuditPage = { rows: AuditRow[]; next: Cursor | null };

export type UsageRow = {
  tenantSlug: string | null;
  dashboard: string | null;
  /** Tokens created, renewals included. */
  tokens: number;
  people: number;
};

type Option = { value: string; label: string; description?: string };

/** What the filters offer. */
export type FilterOptions = {
  people: Option[];
  tenants: Option[];
  dashboards: Option[];
  actions: string[];
};

/** Days that usage covers when the filters name none. */
export const usageDays = 30;
export const maxUsageRows = 20;
const pageSize = 50;
const maxOptions = 1_000;
const maxPeople = 30;

const { sql, join, raw } = Prisma;

/** @throws Problem `not_allowed` */
export function requireTenantAudit(viewer: Viewer): AuditScope {
  requireAction(viewer, "audit.list");
  return { tenantId: viewer.tenant.id, timeZone: viewer.user.timeZone };
}

/** @throws Problem `not_allowed` */
export function requireFullAudit({ user }: SignedIn): AuditScope {
  if (!user.isOperator) throw new Problem("not_allowed", "Only operators can do this.");
  return { tenantId: null, timeZone: user.timeZone };
}

/** Newest first. */
export async function listEvents(
  scope: AuditScope,
  filters: AuditFilters,
  before: Cursor | null,
  size = pageSize,
): Promise<AuditPage> {
  const { person, outcome, action } = filters;
  const conditions = [
    ...baseConditions(scope, filters),
    ...(person ? [sql`email = ${person}`] : []),
    ...(outcome ? [sql`outcome = ${outcome}`] : []),
    // Redundant, but they let the planner use the partial indexes on the rare rows.
    ...(outcome && outcome !== "allowed" ? [sql`outcome <> 'allowed'`] : []),
    ...(action ? [sql`action = ${action}`] : []),
    ...(action && action !== "mint" ? [sql`action <> 'mint'`] : []),
    ...(before ? [sql`(at, id) < (${before.at}::timestamptz, ${before.id})`] : []),
  ];
  const found = await db().$queryRaw<AuditRow[]>`
    select id, at, action, outcome, reason, email, "tenantSlug", dashboard, connection, "tokenId",
      kid, "expiresAt", "requestId", detail
    from "AuditEvent" where ${all(conditions)}
    order by at desc, id desc limit ${size + 1}`;
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const more = found.length > size && last;
  return { rows, next: more ? { at: last.at.toISOString(), id: last.id } : null };
}

/** Tokens by tenant and dashboard, most first. */
export function listUsage(scope: AuditScope, filters: AuditFilters): Promise<UsageRow[]> {
  const conditions = [
    sql`action = 'mint' and outcome = 'allowed'`,
    ...baseConditions(scope, filters),
    ...(filters.from ? [] : [sql`at >= now() - ${usageDays} * interval '1 day'`]),
  ];
  // Grouped by person first: counting distinct people over all rows at once would sort them all.
  return db().$queryRaw<UsageRow[]>`
    select "tenantSlug", dashboard, sum(tokens)::int as tokens, count("userId")::int as people
    from (
      select "tenantSlug", dashboard, "userId", count(*) as tokens from "AuditEvent"
      where ${all(conditions)} group by 1, 2, 3
    ) by_person
    group by 1, 2 order by tokens desc, 1, 2 limit ${maxUsageRows}`;
}

export async function listFilterOptions(scope: AuditScope): Promise<FilterOptions> {
  const { tenantId } = scope;
  const [people, tenants, dashboards, actions] = await Promise.all([
    searchPeople(scope, ""),
    tenantId
      ? []
      : db().tenant.findMany({
          orderBy: { name: "asc" },
          select: { slug: true, name: true },
          take: maxOptions,
        }),
    listDashboards(tenantId),
    listActions(tenantId),
  ]);
  return {
    people,
    tenants: tenants.map(({ slug, name }) => ({ value: slug, label: name })),
    dashboards,
    actions,
  };
}

/**
 * The first people by name whose name or email contains the query. Any other email can be chosen as
 * typed: former members are still in the audit.
 */
export async function searchPeople({ tenantId }: AuditScope, query: string): Promise<Option[]> {
  const text = query.trim().slice(0, 254);
  const contains = containing(text);
  const people = await db().user.findMany({
    where: {
      OR: [{ name: contains }, { email: contains }],
      ...(tenantId && { memberships: { some: { tenantId } } }),
    },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: { name: true, email: true },
    take: maxPeople,
  });
  if (people.length === 0 && text.includes("@")) return [{ value: text, label: text }];
  return people.map(({ name, email }) => ({ value: email, label: name, description: email }));
}

/** Hops over the index from one value to the next, however many entries there are. */
function distinctValues(column: "dashboard" | "action", tenantId: string | null): Prisma.Sql {
  const name = raw(column);
  const conditions = all([
    column === "dashboard" ? sql`dashboard is not null` : sql`action <> 'mint'`,
    ...(tenantId ? [sql`"tenantId" = ${tenantId}`] : []),
  ]);
  return sql`
    with recursive found as (
      (select ${name} as value from "AuditEvent" where ${conditions} order by ${name} limit 1)
      union all
      select (select ${name} from "AuditEvent" where ${conditions} and ${name} > found.value
        order by ${name} limit 1)
      from found where found.value is not null
    )`;
}

function listDashboards(tenantId: string | null): Promise<Option[]> {
  return db().$queryRaw<Option[]>`
    ${distinctValues("dashboard", tenantId)}
    select found.value, coalesce(d.title, found.value) as label
    from found left join "Dashboard" d on d.slug = found.value
    where found.value is not null order by label limit ${maxOptions}`;
}

async function listActions(tenantId: string | null): Promise<string[]> {
  const rows = await db().$queryRaw<{ value: string }[]>`
    ${distinctValues("action", tenantId)}
    select value from found where value is not null`;
  return ["mint", ...rows.map(({ value }) => value)];
}

function baseConditions(
  { tenantId, timeZone }: AuditScope,
  { tenant, dashboard, from, to }: AuditFilters,
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
