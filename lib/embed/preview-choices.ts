// Decides what the playground offers to pick from; the rest can be typed.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";

export type PlaygroundChoices = {
  tenants: { slug: string; name: string }[];
  people: { email: string; name: string }[];
  dashboards: { slug: string; title: string; connection: string }[];
};

/** A list longer than this is no list: whoever has more types the name. */
const most = 200;

/** @param tenant whose people are offered; empty: nobody's @param _operator proof of `requireOperator` */
export async function listChoices(_operator: SignedIn, tenant: string): Promise<PlaygroundChoices> {
  const [tenants, people, dashboards] = await Promise.all([
    db().tenant.findMany({
      orderBy: { name: "asc" },
      take: most,
      select: { slug: true, name: true },
    }),
    db().membership.findMany({
      where: { tenant: { slug: tenant } },
      orderBy: [{ role: "asc" }, { user: { email: "asc" } }],
      take: most,
      select: { user: { select: { email: true, name: true } } },
    }),
    db().dashboard.findMany({
      orderBy: [{ position: "asc" }, { title: "asc" }],
      take: most,
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
