import { randomUUID } from "node:crypto";
import { decrypt, encrypt } from "@/lib/vault/vault";
import { query } from "./database";

export type TestConnection = {
  id: string;
  /** The Acme team that can open its dashboards. */
  team: string;
  /** The slug of the copy of a demo dashboard. */
  slugOf: (dashboard: string) => string;
};

type EncryptedKey = {
  kid: string;
  tenantId: string | null;
  algorithm: string;
  encryptedSecret: string;
};

/**
 * Copies a demo connection with its keys, mappings, dashboards and capabilities, shared with a new Acme team.
 *
 * @param ttlSeconds lifetime of its tokens; null: the default
 */
export async function addConnection(
  slug: string,
  ttlSeconds: number | null = null,
): Promise<TestConnection> {
  const id = randomUUID();
  const mark = id.slice(0, 8);
  const [from] = await query<{ id: string }>(`select id from "EmbedConnection" where slug = $1`, [
    slug,
  ]);
  if (!from) throw new Error(`There is no connection ${slug}.`);
  await query(
    `insert into "EmbedConnection" (id, slug, name, vendor, settings, "ttlSeconds")
     select $1, $2, name, vendor, settings, $3 from "EmbedConnection" where id = $4`,
    [id, `${slug}-${mark}`, ttlSeconds, from.id],
  );
  const keys = await query<EncryptedKey>(
    `select kid, "tenantId", algorithm, "encryptedSecret" from "EmbedCredential" where "connectionId" = $1`,
    [from.id],
  );
  for (const { kid, tenantId, algorithm, encryptedSecret } of keys) {
    // An encrypted secret is bound to its row.
    const secret = decrypt(encryptedSecret, { connectionId: from.id, tenantId, kid });
    await query(
      `insert into "EmbedCredential" (id, "connectionId", "tenantId", kid, algorithm, "encryptedSecret")
       values ($1, $2, $3, $4, $5, $6)`,
      [
        randomUUID(),
        id,
        tenantId,
        kid,
        algorithm,
        encrypt(secret, { connectionId: id, tenantId, kid }),
      ],
    );
  }
  await query(
    `insert into "TenantMapping" ("tenantId", "connectionId", region, names)
     select "tenantId", $1, region, names from "TenantMapping" where "connectionId" = $2`,
    [id, from.id],
  );
  await query(
    `insert into "TeamMapping" ("teamId", "connectionId", names)
     select "teamId", $1, names from "TeamMapping" where "connectionId" = $2`,
    [id, from.id],
  );
  // Titles must not match the ones that other tests look for.
  await query(
    `insert into "Dashboard" (id, "connectionId", slug, kind, ref, title, position)
     select id || $3, $1, slug || $3, kind, ref, 'Copy' || $3, 1000
     from "Dashboard" where "connectionId" = $2`,
    [id, from.id, `-${mark}`],
  );
  const team = `Readers ${mark}`;
  await query(
    `insert into "Team" (id, "tenantId", slug, name) select $1, id, $2, $3 from "Tenant" where slug = 'acme'`,
    [id, `readers-${mark}`, team],
  );
  await query(
    `insert into "Grant" (id, "tenantId", "teamId", "dashboardId", capabilities)
     select g.id || $2, t.id, $3, d.id || $2, g.capabilities
     from "Grant" g join "Tenant" t on t.id = g."tenantId" and t.slug = 'acme'
     join "Dashboard" d on d.id = g."dashboardId" where d."connectionId" = $1`,
    [from.id, `-${mark}`, id],
  );
  return { id, team, slugOf: (dashboard) => `${dashboard}-${mark}` };
}

export async function removeConnection({ id }: TestConnection): Promise<void> {
  await query(`delete from "EmbedConnection" where id = $1`, [id]);
  await query(`delete from "Team" where id = $1`, [id]);
}
