import { createHash, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { adminName, readId, readJson } from "../../admin";
import { requireApiKey } from "../../api-keys";
import { originList } from "../../origins";
import type { Env } from "../../sandbox";
import { addKey, loadKeys, newSecret } from "../../tokens/key-ring";
import { organizations } from "./resources";

const createSchema = z.object({
  name: adminName,
  skipOnboarding: z.boolean().optional(),
  fullEmbedEnabled: z.boolean().default(false),
});
const updateSchema = z.strictObject({
  fullEmbedEnabled: z.boolean().optional(),
  embedAllowedOrigins: originList.optional(),
});

/** `/basedash/api/public/organizations` */
export const organizationsApi = new Hono<Env>();

organizationsApi.use(requireApiKey());

organizationsApi.post("/", async (c) => {
  const { registry } = c.var.vendor;
  const { name, fullEmbedEnabled } = await readJson(c, createSchema);
  const id = `org_${organizationSuffix(c.req.header("Idempotency-Key"))}`;
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  await addKey(registry, id, { owner: id, algorithm: "HS256", material: newSecret() });
  const created = { name, slug, fullEmbedEnabled, embedAllowedOrigins: [] };
  await registry.add(organizations, [id], created);
  const data = { id, slug: (await registry.require(organizations, id)).slug };
  if (c.req.query("include") !== "jwtSecret") return c.json({ data }, 201);
  const jwtSecret = (await loadKeys(registry)).byId(id)?.key.export().toString("utf8");
  return c.json({ data: { ...data, jwtSecret } }, 201);
});

organizationsApi.patch("/:org", async (c) => {
  const { registry } = c.var.vendor;
  const id = readId(c, "org");
  const existing = await registry.require(organizations, id);
  const updated = { ...existing, ...(await readJson(c, updateSchema)) };
  await registry.put(organizations, [id], updated);
  return c.json({ data: { id, ...updated } });
});

/** Equal keys give equal ids, so that two such requests at once create one organization. */
function organizationSuffix(idempotencyKey: string | undefined): string {
  return idempotencyKey
    ? createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 24)
    : randomBytes(12).toString("hex");
}
