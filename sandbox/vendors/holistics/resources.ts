import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { adminId, adminName, readJson, tenantSlug } from "../../admin";
import { resource } from "../../registry";
import type { Env } from "../../sandbox";
import { jwksUrl, registerJwks } from "../../tokens/jwks";
import { addKey } from "../../tokens/key-ring";

export const organizations = resource(
  "orgs/:id",
  z.strictObject({ name: adminName, tenant: tenantSlug }),
);
/** A portal with datasets lets people explore. */
export const portals = resource(
  "portals/:id",
  z.strictObject({ title: adminName, datasets: z.boolean() }),
);
export const dashboards = resource("dashboards/:id", z.strictObject({ title: adminName }));

const embedSchema = z.strictObject({
  kind: z.enum(["portal", "dashboard"]),
  /** The objects that tokens of this credential may name. */
  objects: z.array(adminId).min(1).max(50),
});
/** Embed credentials. */
export const embeds = resource("embeds/:key", embedSchema);

const createSchema = z.discriminatedUnion("algorithm", [
  embedSchema.extend({ algorithm: z.literal("HS256") }),
  embedSchema.extend({
    algorithm: z.enum(["RS256", "ES256"]),
    /** Either the key itself, or the URL where it is published. */
    publicKey: z.string().max(8000).optional(),
    jwksUrl: jwksUrl.optional(),
  }),
]);

export const adminRoutes = new Hono<Env>();

adminRoutes.post("/embeds", async (c) => {
  const { vendor } = c.var;
  const { kind, objects, ...body } = await readJson(c, createSchema);
  for (const object of objects) {
    await vendor.registry.require<object>(kind === "portal" ? portals : dashboards, object);
  }
  const key = randomBytes(12).toString("hex");
  const secret = body.algorithm === "HS256" ? randomBytes(64).toString("hex") : undefined;
  if (body.algorithm !== "HS256" && body.jwksUrl) {
    await registerJwks(vendor, key, body.jwksUrl, body.algorithm);
  } else {
    const material = body.algorithm === "HS256" ? secret : body.publicKey;
    const { algorithm } = body;
    await addKey(vendor.registry, key, { owner: key, algorithm, material: material ?? "" });
  }
  await vendor.registry.put(embeds, [key], { kind, objects });
  return c.json({ key, secret }, 201);
});
