// Decides for whom the doctor makes a test token: somebody who may open the dashboard anyway.
import { dashboardAccess } from "@/lib/access/authorize";
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
    select distinct on (d.kind) d.kind, d.slug as dashboard, a."tenantSlug" as tenant, a."userId" as "personId"
    from ${dashboardAccess} a join "Dashboard" d on d.id = a."dashboardId"
    where a."connectionId" = ${connectionId} and a.status <> 'not_allowed'
      and exists (select from "TenantMapping" tm
        where tm."tenantId" = a."tenantId" and tm."connectionId" = a."connectionId" and tm.region = '')
    order by d.kind, a.region nulls first, a.role, d.position, a."userId"`;
}
