import { db } from "@/lib/db";
import type { Role } from "./require-viewer";

export type TenantLink = { slug: string; name: string; hue: number; role: Role };

/** A user's active tenants, by name. */
export async function listMemberships(userId: string): Promise<TenantLink[]> {
  const rows = await db().membership.findMany({
    where: { userId, suspendedAt: null, tenant: { suspendedAt: null } },
    orderBy: { tenant: { name: "asc" } },
    select: { role: true, tenant: { select: { slug: true, name: true, hue: true } } },
  });
  return rows.map(({ role, tenant }) => ({ ...tenant, role }));
}
