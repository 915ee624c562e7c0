import { Hono } from "hono";
import { z } from "zod";
import { readJson, tenantSlug } from "../admin";
import type { Database } from "../database/database";
import { apiError } from "../errors";
import type { Env } from "../sandbox";
import { generateOrders } from "./generate-orders";

/** Neither '|' nor '*', which have a meaning in the policies' settings. */
const label = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .&-]{0,39}$/u);

const tenantSchema = z.strictObject({
  name: z.string().min(1).max(100),
  regions: z.array(label).min(1).max(12).default(["West", "East", "North", "South"]),
  teams: z.array(label).min(1).max(12).default(["Sales", "Finance", "Support"]),
  rows: z.number().int().min(0).max(2_000_000),
});

/** `/warehouse`, behind the admin key. */
export const tenantRoutes = new Hono<Env>();

tenantRoutes.put("/tenants/:slug", async (c) => {
  const slug = tenantSlug.safeParse(c.req.param("slug"));
  if (!slug.success) throw apiError(400, "A slug consists of a-z 0-9 -");
  const body = await readJson(c, tenantSchema);
  return c.json(await putTenant(c.var.sandbox.database, slug.data, body, new Date()));
});

/** Generates a tenant's orders once; afterwards only its name can change. */
export async function putTenant(
  database: Database,
  slug: string,
  tenant: z.infer<typeof tenantSchema>,
  today: Date,
): Promise<{ name: string; rows: number }> {
  return database.transaction(async (tx) => {
    const [created] = await tx.query(
      "insert into sandbox.tenant (slug, name, rows) values ($1, $2, $3) on conflict do nothing returning slug",
      [slug, tenant.name, tenant.rows],
    );
    if (created) await generateOrders(tx, { ...tenant, tenant: slug, today });
    const [row] = await tx.query<{ name: string; rows: number }>(
      "update sandbox.tenant set name = $2 where slug = $1 returning name, rows",
      [slug, tenant.name],
    );
    return row ?? { name: tenant.name, rows: tenant.rows };
  });
}

export async function findTenantName(database: Database, slug: string) {
  const [row] = await database.query<{ name: string }>(
    "select name from sandbox.tenant where slug = $1",
    [slug],
  );
  return row?.name;
}
