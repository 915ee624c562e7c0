// Decides, in SQL, how a person stands to a tenant's dashboard: the part that a mint and a look at it share.

import type { Role } from "@/lib/tenants/require-viewer";
import type { Capability } from "@/lib/vendors/contract";
import { vendors } from "@/lib/vendors/registry";
import { Prisma } from "../generated/prisma/client";

export type Facts = {
  user: {
    id: string;
    email: string;
    name: string;
    theme: string;
    locale: string;
    timeZone: string;
  };
  tenant: { id: string; slug: string; name: string };
  role: Role;
  teams: { name: string; names: Record<string, string> | null }[];
  region: string | null;
  capabilities: Capability[];
  dashboard: { slug: string; kind: string; ref: string; title: string };
  connection: { id: string; vendor: string; settings: unknown };
  mappings: { region: string; names: Record<string, string> }[];
  credential: {
    tenantId: string | null;
    kid: string;
    algorithm: string;
    encryptedSecret: string;
  };
  /** Epoch seconds by the database's clock, which all replicas share. */
  issuedAt: number;
  expiresAt: number;
};

// What the statement must know of the vendors, as data: it names no vendor.
const vendorFacts = JSON.stringify(
  Object.fromEntries(
    vendors.map((vendor) => [
      vendor.id,
      {
        maxSeconds: vendor.maxSeconds,
        perTenant: vendor.credential.tenantKid !== null,
        perName: vendor.credential.tenantKid,
        region: Object.fromEntries(
          Object.entries(vendor.kinds).map(([kind, { region }]) => [kind, region]),
        ),
      },
    ]),
  ),
);

/**
 * Common table expressions `who` … `found` and `life`, to stand after `with`.
 *
 * @param who selects one row of `User` with a column `alive`
 * @param seconds longest life of a token
 */
export function standing(
  who: Prisma.Sql,
  { tenant, dashboard, seconds }: { tenant: string; dashboard: string; seconds: number },
): Prisma.Sql {
  return Prisma.sql`
    who as (${who}),
    person as (select * from who where alive and "suspendedAt" is null),
    place as (
      select t.id, t.slug, t.name, m.role, m.attributes, m."userId"
      from person p
      join "Membership" m on m."userId" = p.id and m."suspendedAt" is null
      join "Tenant" t on t.id = m."tenantId" and t."suspendedAt" is null
      where t.slug = ${tenant}
    ),
    team as (
      select t.id, t.name from place
      join "TeamMembership" tm on tm."tenantId" = place.id and tm."userId" = place."userId"
      join "Team" t on t.id = tm."teamId"
    ),
    board as (
      select d.id, d.slug, d.kind, d.ref, d.title, c.id as connection_id, c.vendor, c.settings,
        c."disabledAt", c."ttlSeconds", ${vendorFacts}::jsonb -> c.vendor as facts
      from place, "Dashboard" d join "EmbedConnection" c on c.id = d."connectionId"
      where d.slug = ${dashboard}
    ),
    granted as (
      select array_agg(distinct capability::text) as capabilities
      from place, board, "Grant" g, unnest(g.capabilities) capability
      where g."tenantId" = place.id and g."dashboardId" = board.id
        and (g."teamId" is null or g."teamId" in (select id from team))
    ),
    mapping as (
      select m.region, m.names from place, board, "TenantMapping" m
      where m."tenantId" = place.id and m."connectionId" = board.connection_id
        and m.region in ('', coalesce(place.attributes ->> 'region', ''))
    ),
    wanted as (
      select base.names || coalesce(narrower.names, '{}') as names
      from board cross join mapping base
        left join mapping narrower on narrower.region <> '' and board.facts -> 'region' ->> board.kind = 'mapping'
      where base.region = ''
    ),
    credential as (
      select c.* from place, board, "EmbedCredential" c
      where c."connectionId" = board.connection_id and c.state = 'active'
        -- Where the vendor makes the tokens, the key for its API is the one that counts.
        and (c.algorithm = 'api') = coalesce(board.settings ->> 'mint' = 'api', false)
        and (c."tenantId" = place.id or (c."tenantId" is null and not (board.facts ->> 'perTenant')::boolean))
        and (board.facts ->> 'perName' is null
          or c.kid = (select names from wanted) ->> (board.facts ->> 'perName'))
      order by c."tenantId" nulls last, c."createdAt" desc, c.id limit 1
    ),
    found as (
      select case
          when not exists (select from person) then 'signed_out'
          when not exists (select from place) or not exists (select from board) then 'not_found'
          when (select capabilities from granted) is null then 'not_allowed'
          when (select facts is null or "disabledAt" is not null from board) then 'not_configured'
          when not exists (select from wanted) or not exists (select from credential) then 'not_configured'
          else 'allowed'
        end as verdict,
        case
          when exists (select from who where "suspendedAt" is not null) then 'suspended'
          when (select capabilities from granted) is null then null
          when (select "disabledAt" is not null from board) then 'connection_disabled'
          when not exists (select from wanted) then 'no_mapping'
          when not exists (select from credential) then 'no_credential'
        end as reason
    ),
    life as (
      select floor(extract(epoch from now()))::int as issued,
        least(${seconds}::int, board."ttlSeconds", (board.facts ->> 'maxSeconds')::int) as seconds
      from board
    )`;
}

/** The `Facts` of a standing, as one JSON value. */
export const factsOfStanding = Prisma.sql`jsonb_build_object(
        'user', (select jsonb_build_object('id', id, 'email', email, 'name', name, 'theme', theme,
          'locale', locale, 'timeZone', "timeZone") from person),
        'tenant', (select jsonb_build_object('id', id, 'slug', slug, 'name', name) from place),
        'role', (select role from place),
        'region', (select attributes ->> 'region' from place),
        'teams', coalesce((select jsonb_agg(jsonb_build_object('name', team.name, 'names', tm.names)
          order by team.name) from board cross join team left join "TeamMapping" tm
          on tm."teamId" = team.id and tm."connectionId" = board.connection_id), '[]'),
        'capabilities', (select to_jsonb(capabilities) from granted),
        'dashboard', (select jsonb_build_object('slug', slug, 'kind', kind, 'ref', ref, 'title', title)
          from board),
        'connection', (select jsonb_build_object('id', connection_id, 'vendor', vendor,
          'settings', settings) from board),
        'mappings', (select jsonb_agg(jsonb_build_object('region', region, 'names', names)) from mapping),
        'credential', (select jsonb_build_object('tenantId', "tenantId", 'kid', kid,
          'algorithm', algorithm, 'encryptedSecret', "encryptedSecret") from credential),
        'issuedAt', (select issued from life),
        'expiresAt', (select issued + seconds from life)
      )`;
