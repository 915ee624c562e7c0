import { randomUUID } from "node:crypto";
import { addPerson, query, type TestPerson } from "./database";

export type TestTenant = { id: string; slug: string; name: string; owner: TestPerson };

/** Creates a tenant with an owner, teams Sales and Finance, and Acme's mappings; nothing is shared yet. */
export async function addTenant(): Promise<TestTenant> {
  const id = randomUUID();
  const mark = id.slice(0, 8);
  const [slug, name] = [`own-${mark}`, `Own ${mark}`];
  await query(`insert into "Tenant" (id, slug, name, hue) values ($1, $2, $3, 200)`, [
    id,
    slug,
    name,
  ]);
  await query(
    `insert into "Team" (id, "tenantId", slug, name)
     select $1 || n, $1, lower(n), n from unnest(array['Sales', 'Finance']) n`,
    [id],
  );
  // Basedash has a key per tenant, and this one has none.
  await query(
    `insert into "TenantMapping" ("tenantId", "connectionId", region, names)
     select $1, m."connectionId", m.region, m.names from "TenantMapping" m
     join "Tenant" t on t.id = m."tenantId" and t.slug = 'acme'
     join "EmbedConnection" c on c.id = m."connectionId" and c."isSandbox" and c.slug <> 'basedash'`,
    [id],
  );
  return { id, slug, name, owner: await addPerson(slug, [], "owner") };
}

/** Also removes people who belong to no other tenant. */
export async function removeTenant(slug: string): Promise<void> {
  await query(
    `delete from "User" u using "Membership" m, "Tenant" t
     where m."userId" = u.id and t.id = m."tenantId" and t.slug = $1
       and not exists (select 1 from "Membership" o
         where o."userId" = u.id and o."tenantId" <> t.id)`,
    [slug],
  );
  await query(`delete from "Tenant" where slug = $1`, [slug]);
}
