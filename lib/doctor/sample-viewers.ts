import { dashboardAccess } from "@/lib/access/authorize";
import type { PrismaClient } from "../generated/prisma/client";

export type Sample = { kind: string; dashboard: string; tenant: string; userId: string };

/**
 * For each kind of dashboard, a viewer who may open one, owners first. A test token then has the claims
 * of a real one, and creates no user at the vendor who would not be there anyway.
 */
export function listSamples(db: PrismaClient, connectionId: string): Promise<Sample[]> {
  return db.$queryRaw<Sample[]>`
    select distinct on (d.kind) d.kind, d.slug as dashboard, a."tenantSlug" as tenant, a."userId"
    from ${dashboardAccess} a join "Dashboard" d on d.id = a."dashboardId"
    where a."connectionId" = ${connectionId} and a.status <> 'not_allowed'
      and exists (select from "TenantMapping" tm
        where tm."tenantId" = a."tenantId" and tm."connectionId" = a."connectionId" and tm.region = '')
    order by d.kind, a.region nulls first, a.role, d.position, a."userId"`;
}
