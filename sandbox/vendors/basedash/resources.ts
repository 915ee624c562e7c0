import { Hono } from "hono";
import { z } from "zod";
import { adminName, readId, readJson, tenantSlug } from "../../admin";
import { issueApiKey } from "../../api-keys";
import { apiError } from "../../errors";
import { originList } from "../../origins";
import { resource } from "../../registry";
import type { Env } from "../../sandbox";

export const organizations = resource(
  "organizations/:org",
  z.strictObject({
    name: adminName,
    slug: z.string(),
    fullEmbedEnabled: z.boolean(),
    /** When empty, the vendor's allowed origins apply. */
    embedAllowedOrigins: originList,
  }),
);
/** The data that an organization's people see; without `region`, all regions. */
export const dataSources = resource(
  "source",
  z.strictObject({ tenant: tenantSlug, region: adminName.optional() }),
  organizations,
);
const titled = z.strictObject({ title: adminName });
export const dashboards = resource("dashboards/:dashboard", titled, organizations);
/** A token names a link only, so that its id is unique across organizations. */
export const links = resource("links/:link", titled.extend({ organization: z.string() }));
/** No token changes the role of an existing member. */
export const members = resource(
  "members/:email",
  z.strictObject({
    role: z.enum(["ADMIN", "MEMBER"]),
    firstName: z.string(),
    lastName: z.string(),
  }),
  organizations,
);

export const adminRoutes = new Hono<Env>();

adminRoutes.post("/api-keys", async (c) => {
  return c.json({ key: await issueApiKey(c.var.vendor, "bd_key_") }, 201);
});

adminRoutes.put("/organizations/:org/links/:link", async (c) => {
  const { registry } = c.var.vendor;
  const [organization, link] = [readId(c, "org"), readId(c, "link")];
  await registry.require(organizations, organization);
  const body = await readJson(c, titled);
  const existing = await registry.find(links, link);
  if (existing && existing.organization !== organization) {
    throw apiError(400, "Another organization has a link with this id.");
  }
  await registry.put(links, [link], { ...body, organization });
  return c.json(body);
});
