import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { adminName, tenantSlug } from "../../admin";
import { issueApiKey } from "../../api-keys";
import { resource } from "../../registry";
import type { Env } from "../../sandbox";
import { addKey } from "../../tokens/key-ring";

/** A group of viewers with one view of the data; without `region` it sees all regions. */
export const customers = resource(
  "customers/:id",
  z.strictObject({ name: adminName, tenant: tenantSlug, region: adminName.optional() }),
);
export const dashboards = resource(
  "dashboards/:id",
  z.strictObject({ title: adminName, kind: z.enum(["dashboard", "report-builder"]) }),
);

export const adminRoutes = new Hono<Env>();

adminRoutes.post("/api-tokens", async (c) => {
  return c.json({ token: await issueApiKey(c.var.vendor) }, 201);
});

adminRoutes.post("/embed-secrets", async (c) => {
  // A256GCM takes exactly 32 bytes: 32 characters with 192 random bits.
  const [id, value] = [randomUUID(), randomBytes(24).toString("base64url")];
  const key = { owner: "account", algorithm: "A256GCM", material: value } as const;
  await addKey(c.var.vendor.registry, id, key);
  return c.json({ id, value }, 201);
});
