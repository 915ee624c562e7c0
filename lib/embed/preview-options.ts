import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";

/** Longer lists are cut: their entries can be typed. */
const take = 200;

/** What the playground offers to choose from: the people are those of `tenant`. @param _operator proof of `requireOperator` */
export async function listPreviewOptions(_operator: SignedIn, tenant: string) {
  const [tenants, people, dashboards] = await Promise.all([
    db().tenant.findMany({ orderBy: { name: "asc" }, take, select: { slug: true, name: true } }),
    db().membership.findMany({
      where: { tenant: { slug: tenant } },
      orderBy: [{ role: "asc" }, { user: { email: "asc" } }],
      take,
      select: { user: { select: { email: true, name: true } } },
    }),
    db().dashboard.findMany({
      orderBy: [{ position: "asc" }, { title: "asc" }],
      take,
      select: { slug: true, title: true, connection: { select: { name: true } } },
    }),
  ]);
  return {
    tenants,
    people: people.map(({ user }) => user),
    dashboards: dashboards.map(({ connection, ...one }) => ({
      ...one,
      connection: connection.name,
    })),
  };
}
