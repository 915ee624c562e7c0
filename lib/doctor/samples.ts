// Decides for whom the doctor makes a test token: somebody who may open the dashboard anyway.
import type { PrismaClient } from "../generated/prisma/client";

/** One for each kind of dashboard of a connection. */
export type Sample = {
  kind: string;
  dashboard: string;
  tenant: string;
  personId: string;
};

/**
 * People with a living grant, owners first: the token then says what their own tokens say, and leaves
 * nobody at the vendor who would not be there anyway.
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
