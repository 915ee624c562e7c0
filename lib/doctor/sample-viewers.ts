import type { PrismaClient } from "../generated/prisma/client";

export type Sample = {
  kind: string;
  dashboard: string;
  tenant: string;
  personId: string;
};

/**
 * For each kind of dashboard, a viewer who may open one, owners first. A test token then has the claims
 * of a real one, and creates no user at the vendor who would not be there anyway.
 */
export function listSamples(db: PrismaClient, connectionId: string): Promise<Sample[]> {
  return db.$queryRaw<Sample[]>`
    select distinct on (d.kind) d.kind, d.slug as dashboard, t.slug as tenant, u.id as "personId"
    from "Dashboard" d
    join "Grant" g on g."dashboardId" = d.id
    join "Tenant" t on t.id = g."tenantId" and t."suspendedAt" is null
    join "Membership" m on m."tenantId" = t.id and m."suspendedAt" is null
    join "User" u on u.id = m."userId" and u."suspendedAt" is null
    where d."connectionId" = ${connectionId}
      and (g."teamId" is null or exists (select from "TeamMembership" tm
        where tm."teamId" = g."teamId" and tm."tenantId" = t.id and tm."userId" = u.id))
      and exists (select from "TenantMapping" tm
        where tm."tenantId" = t.id and tm."connectionId" = d."connectionId" and tm.region = '')
    order by d.kind, m.attributes ->> 'region' nulls first, m.role, d.position, u.id`;
}
