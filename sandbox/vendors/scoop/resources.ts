import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { adminName, readId, readJson, tenantSlug } from "../../admin";
import { resource } from "../../registry";
import type { Env } from "../../sandbox";
import { jwksUrl, registerJwks } from "../../tokens/jwks";
import { addKey } from "../../tokens/key-ring";

export const apps = resource("apps/:app", z.strictObject({}));
export const workspaces = resource(
  "workspaces/:workspace",
  z.strictObject({ name: adminName, tenant: tenantSlug }),
  apps,
);
/** A section of a workspace's data; without `region`, all of it. */
export const inboxes = resource(
  "inboxes/:inbox",
  z.strictObject({ name: adminName, region: adminName.optional() }),
  workspaces,
);
export const canvases = resource("canvases/:canvas", z.strictObject({ title: adminName }), apps);

const keySchema = z.union([
  z.strictObject({ publicKey: z.string().max(8000) }),
  z.strictObject({ jwksUrl }),
]);

export const adminRoutes = new Hono<Env>();

adminRoutes.post("/apps/:app/keys", async (c) => {
  const { vendor } = c.var;
  const owner = readId(c, "app");
  await vendor.registry.require(apps, owner);
  const body = await readJson(c, keySchema);
  if ("jwksUrl" in body) {
    return c.json({ keys: await registerJwks(vendor, owner, body.jwksUrl, "RS256") }, 201);
  }
  const id = randomUUID();
  await addKey(vendor.registry, id, { owner, algorithm: "RS256", material: body.publicKey });
  return c.json({ id }, 201);
});
