import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { adminId, adminName, readId, readJson, tenantSlug } from "../../admin";
import { resource } from "../../registry";
import type { Env } from "../../sandbox";
import { addKey, newSecret } from "../../tokens/key-ring";

export const organizations = resource(
  "organizations/:org",
  z.strictObject({ name: adminName, autoProvision: z.boolean() }),
);
export const teams = resource("teams/:team", z.strictObject({ tenant: tenantSlug }), organizations);
export const attributes = resource("attributes/:attribute", z.strictObject({}), organizations);
export const accountTypes = resource(
  "account-types/:type",
  z.strictObject({
    permissions: z.array(z.enum(["view", "export", "explore", "edit"])).min(1),
  }),
  organizations,
);
const section = z.strictObject({ id: adminId, title: adminName });
export const workbooks = resource(
  "workbooks/:workbook",
  z.strictObject({
    name: adminName,
    pages: z.array(section).max(50),
    elements: z.array(section).max(200),
    /** Shared with these teams. */
    teams: z.array(adminId).max(500),
  }),
  organizations,
);

const userSchema = z.strictObject({
  teams: z.array(z.string()),
  accountType: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  active: z.boolean(),
  /** An internal user has an account of their own, which no token changes. */
  kind: z.enum(["embed", "internal"]).default("embed"),
  attributes: z.record(z.string(), z.string()).default({}),
});
/** Created by an administrator or by their first token. */
export const users = resource("members/:email", userSchema, organizations);

export const adminRoutes = new Hono<Env>();

adminRoutes.post("/organizations/:org/credentials", async (c) => {
  const { registry } = c.var.vendor;
  const org = readId(c, "org");
  await registry.require(organizations, org);
  const [clientId, secret] = [randomUUID(), newSecret()];
  await addKey(registry, clientId, { owner: org, algorithm: "HS256", material: secret });
  return c.json({ clientId, secret }, 201);
});

adminRoutes.put("/organizations/:org/members/:email", async (c) => {
  const { registry } = c.var.vendor;
  const ids = [readId(c, "org"), c.req.param("email")];
  const user = await registry.require(users, ...ids);
  const schema = userSchema.pick({ teams: true, accountType: true, attributes: true });
  const updated = { ...user, ...(await readJson(c, schema)) };
  await registry.put(users, ids, updated);
  return c.json(updated);
});
