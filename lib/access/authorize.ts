import { z } from "zod";
import { db } from "@/lib/db";
import type { ProblemCode } from "@/lib/errors";
import { checkMintLimit, increment } from "@/lib/rate-limit";
import { type Capability, capabilities } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { Prisma } from "../generated/prisma/client";
import { effectiveCapabilities } from "./capabilities";

/** Memberships that count: neither the user, the membership nor the tenant is suspended. */
const activeMembership = Prisma.sql`(
  select m."userId", m."tenantId", t.slug as "tenantSlug", m.role, m.attributes ->> 'region' as region
  from "Membership" m
  join "User" u on u.id = m."userId" and u."suspendedAt" is null
  join "Tenant" t on t.id = m."tenantId" and t."suspendedAt" is null
  where m."suspendedAt" is null
)`;

/**
 * THE access rule: who may open what. One row per active membership and dashboard, with the grants that
 * count. The mint, the list of dashboards, the dashboard's page, the poll of open tabs, the playground's
 * preview and the doctor all select from it, so a change of the rule is a change of this query.
 */
export const dashboardAccess = Prisma.sql`(
  select m.*, d.id as "dashboardId", d.slug as "dashboardSlug", c.id as "connectionId", granted.grants,
    case when granted.grants is null then 'not_allowed'
      when c."disabledAt" is not null then 'not_configured'
      else 'allowed' end as status
  from ${activeMembership} m
  cross join "Dashboard" d
  join "EmbedConnection" c on c.id = d."connectionId"
  left join lateral (
    select jsonb_agg(jsonb_build_object('team', team.name, 'capabilities', g.capabilities)
      order by team.name nulls first) as grants
    from "Grant" g
    left join "TeamMembership" tm on tm."teamId" = g."teamId" and tm."userId" = m."userId"
    left join "Team" team on team.id = tm."teamId"
    where g."tenantId" = m."tenantId" and g."dashboardId" = d.id
      and (g."teamId" is null or tm."teamId" is not null)
      and (g."expiresAt" is null or g."expiresAt" > now())
  ) granted on true
)`;

/** The user of a session, whether or not it is still open. */
export const sessionUser = (sessionId: string): Prisma.Sql => Prisma.sql`
  select u.*, s."endedAt" is null and s."expiresAt" > now() as "signedIn"
  from "Session" s join "User" u on u.id = s."userId" where s.id = ${sessionId}`;

const text = z.string();
const names = z.record(text, text);

/** A grant that counts; `team` is null for the whole tenant. */
export const grantSchema = z.object({
  team: text.nullable(),
  capabilities: z.array(z.enum(capabilities)),
});

const userSchema = z.object({
  id: text,
  email: text,
  name: text,
  theme: text,
  locale: text,
  timeZone: text,
  signedIn: z.boolean(),
  suspended: z.boolean(),
});

const memberSchema = z.object({
  tenant: z.object({ id: text, slug: text, name: text }),
  role: z.enum(["owner", "admin", "member"]),
  region: text.nullable(),
});

const dashboardSchema = z.object({
  status: z.enum(["allowed", "not_allowed", "not_configured"]),
  grants: z.array(grantSchema).nullable(),
  dashboard: z.object({ slug: text, kind: text, ref: text, title: text }),
  connection: z.object({
    id: text,
    vendor: text,
    settings: z.unknown(),
    ttlSeconds: z.number().nullable(),
  }),
});

/** Everything a token could be made from; lib/embed/resolve-mapping.ts chooses. */
const candidatesSchema = z.object({
  /** The viewer's teams, each with its mapping. */
  teams: z.array(z.object({ name: text, names: names.nullable() })),
  /** Region "" is the whole tenant. */
  mappings: z.array(z.object({ region: text, names })),
  /** Active ones of the connection: the tenant's own first, then the newest. */
  credentials: z.array(
    z.object({
      id: text,
      tenantId: text.nullable(),
      kid: text,
      algorithm: text,
      encryptedSecret: text,
      lastUsedAt: z.coerce.date().nullable(),
    }),
  ),
  /** Epoch seconds by the database's clock, which all replicas share. */
  now: z.number().int(),
});

const accessSchema = candidatesSchema.extend({
  user: userSchema.nullable(),
  member: memberSchema.nullable(),
  access: dashboardSchema.nullable(),
  counted: z.object({ mint: z.number().default(0), "mint-tenant": z.number().default(0) }),
});

type Found = z.infer<typeof accessSchema>;

/** Proof that a person may open a dashboard, with everything a token for it can be made from. */
export type Authorization = z.infer<typeof candidatesSchema> &
  z.infer<typeof memberSchema> &
  Pick<z.infer<typeof dashboardSchema>, "dashboard" | "connection"> & {
    user: z.infer<typeof userSchema>;
    capabilities: Capability[];
  };

export type Refusal = Extract<
  ProblemCode,
  "signed_out" | "rate_limited" | "not_found" | "not_allowed" | "not_configured"
>;

export type Access = Pick<Found, "user" | "member" | "access"> &
  (
    | { outcome: "allowed"; authorization: Authorization }
    | {
        outcome: Refusal;
        reason: "suspended" | "connection_disabled" | null;
        /** Seconds until the rate limit's next window. */
        retryAfter: number;
        /** Whether the refusal belongs in the audit: a user is known, and it is not one of many. */
        audited: boolean;
      }
  );

export type AccessRequest = { tenant: string; dashboard: string };

/** Reads authority and counts the request against the mint limits, in one statement. */
export function authorize({
  sessionId,
  ...request
}: AccessRequest & { sessionId: string }): Promise<Access> {
  return readAccess(sessionUser(sessionId), request, { counting: true });
}

/**
 * @param user a query for one row of `User` with the column `signedIn`
 * @param counting whether the request counts against the mint limits
 */
export async function readAccess(
  user: Prisma.Sql,
  { tenant, dashboard }: AccessRequest,
  { counting }: { counting: boolean },
): Promise<Access> {
  const keys = Prisma.sql`
    select 'mint:' || id as key from viewer where "signedIn" and "suspendedAt" is null
    union all select 'mint-tenant:' || "tenantId" from member`;
  const [row] = await db().$queryRaw<unknown[]>`
    with viewer as (${user}),
    member as (
      select m.* from viewer join ${activeMembership} m on m."userId" = viewer.id
      where viewer."signedIn" and m."tenantSlug" = ${tenant}
    ),
    access as (
      select a.* from member join ${dashboardAccess} a
        on a."userId" = member."userId" and a."tenantId" = member."tenantId"
      where a."dashboardSlug" = ${dashboard}
    ),
    counted as (${counting ? increment(keys, "minute") : Prisma.sql`select '' as key, 0 as count`})
    select
      (select jsonb_build_object('id', id, 'email', email, 'name', name, 'theme', theme,
        'locale', locale, 'timeZone', "timeZone", 'signedIn', "signedIn",
        'suspended', "suspendedAt" is not null) from viewer) as "user",
      (select jsonb_build_object('role', m.role, 'region', m.region, 'tenant', to_jsonb(t))
        from member m join "Tenant" t on t.id = m."tenantId") as member,
      (select jsonb_build_object('status', a.status, 'grants', a.grants,
          'dashboard', to_jsonb(d), 'connection', to_jsonb(c))
        from access a join "Dashboard" d on d.id = a."dashboardId"
        join "EmbedConnection" c on c.id = a."connectionId") as access,
      (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'names', m.names)
        order by t.name), '[]')
        from access a
        join "TeamMembership" tm on tm."tenantId" = a."tenantId" and tm."userId" = a."userId"
        join "Team" t on t.id = tm."teamId"
        left join "TeamMapping" m on m."teamId" = t.id and m."connectionId" = a."connectionId"
      ) as teams,
      (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from access a join "TenantMapping" m
        on m."tenantId" = a."tenantId" and m."connectionId" = a."connectionId") as mappings,
      (select coalesce(jsonb_agg(to_jsonb(k)
          order by k."tenantId" nulls last, k."createdAt" desc, k.id), '[]')
        from access a join "EmbedCredential" k on k."connectionId" = a."connectionId"
          and k.state = 'active' and (k."tenantId" is null or k."tenantId" = a."tenantId")
        where a.status = 'allowed') as credentials,
      floor(extract(epoch from now()))::float8 as now,
      (select coalesce(jsonb_object_agg(split_part(key, ':', 1), count), '{}') from counted) as counted`;
  return toAccess(accessSchema.parse(row));
}

/** The order matters: it never reveals a tenant or dashboard that the person doesn't know. */
function toAccess({ user, member, access, counted, ...candidates }: Found): Access {
  const found = { user, member, access };
  const limit = checkMintLimit({ user: counted.mint, tenant: counted["mint-tenant"] });
  const refuse = (outcome: Refusal, reason: "suspended" | "connection_disabled" | null = null) => ({
    ...found,
    outcome,
    reason,
    retryAfter: 60 - (candidates.now % 60),
    audited: outcome !== "signed_out" && (outcome !== "rate_limited" || limit.first),
  });
  if (user?.suspended) return refuse("signed_out", "suspended");
  if (!user?.signedIn) return refuse("signed_out");
  if (limit.exceeded) return refuse("rate_limited");
  if (!member || !access) return refuse("not_found");
  const { status, grants, dashboard, connection } = access;
  if (status === "not_allowed" || !grants) return refuse("not_allowed");
  if (status === "not_configured") return refuse(status, "connection_disabled");
  const kind = findVendor(connection.vendor)?.kinds[dashboard.kind];
  const authorization: Authorization = {
    ...candidates,
    ...member,
    user,
    dashboard,
    connection,
    capabilities: effectiveCapabilities(kind, grants),
  };
  return { ...found, outcome: "allowed", authorization };
}
