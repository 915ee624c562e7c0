import { db } from "@/lib/db";
import { env } from "@/lib/env";

/** Of all demo accounts, and public. */
export const demoPassword = "mullion-demo-2026";

/** Empty outside of the demo. */
export async function listDemoAccounts(): Promise<{ email: string; name: string; note: string }[]> {
  const rows = await db().user.findMany({
    where: { demoNote: { not: null } },
    orderBy: { createdAt: "asc" },
    select: { email: true, name: true, demoNote: true },
  });
  return rows.map(({ email, name, demoNote }) => ({ email, name, note: demoNote ?? "" }));
}

/** @throws Error where a public password would open a deployment on https */
export async function refuseDemoAccountsOnHttps(): Promise<void> {
  if (!env().secure) return;
  const found = await db().user.count({ where: { demoNote: { not: null } } });
  if (found > 0) {
    throw new Error(
      `This database holds ${found} demo accounts, whose password is public, and NEXTAUTH_URL is https. ` +
        'Remove them (delete from "User" where "demoNote" is not null) or use another database.',
    );
  }
}
