import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";

/** Longer lists are cut: their entries can be typed. */
const take = 200;

/**
 * What the playground offers to choose from: the people of `tenant`, or of the first one.
 *
 * @param _operator proof of `requireOperator`
 */
export async function listPreviewOptions(_operator: SignedIn, tenant: string) {
  const tenants = await db().tenant.findMany({
    orderBy: { name: "asc" },
    take,
    select: { slug: true, name: true },
  });
  const slug = tenant || (tenants[0]?.slug ?? "");
  const [people, dashboards] = await Promise.all([
    db().membership.findMany({
      where: { tenant: { slug } },
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
    tenant: slug,
    tenants,
    people: people.map(({ user }) => user),
    dashboards: dashboards.map(({ connection, ...dashboard }) => ({
      ...dashboard,
      connection: connection.name,
    })),
  };
}
