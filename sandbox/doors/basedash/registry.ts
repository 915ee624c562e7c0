// Decides what Basedash holds: organizations with a secret each, their data source, links, members.
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { adminApp, adminName, BadInput, bearerOf, readBody, readId, tenantSlug } from "../../admin";
import { issueApiKey, requireApiKey } from "../../registry/api-keys";
import { originList } from "../../registry/origins";
import { newSecret } from "../../registry/registry";
import type { App, Sandbox } from "../../sandbox";

export const organizationItem = z.strictObject({
  name: adminName,
  slug: z.string(),
  fullEmbedEnabled: z.boolean(),
  /** Empty: the origins that are registered for the whole door. */
  embedAllowedOrigins: originList,
});
/** The rows an organization's people see; `region` missing: all regions. */
export const sourceItem = z.strictObject({ tenant: tenantSlug, region: adminName.optional() });
export const titledItem = z.strictObject({ title: adminName });
export const linkItem = titledItem.extend({ organization: z.string() });
/** The role is set when a member is made and never changed by a token. */
export const memberItem = z.strictObject({
  role: z.enum(["ADMIN", "MEMBER"]),
  firstName: z.string(),
  lastName: z.string(),
});

const createBody = z.object({
  name: adminName,
  skipOnboarding: z.boolean().optional(),
  fullEmbedEnabled: z.boolean().default(false),
});
const patchBody = z.strictObject({
  fullEmbedEnabled: z.boolean().optional(),
  embedAllowedOrigins: originList.optional(),
});

export function administerBasedash(app: App, sandbox: Sandbox): void {
  const { registry } = sandbox;
  app.post("/api-keys", async (ask) => {
    return ask.json({ key: await issueApiKey(sandbox, "basedash", "bd_key_") }, 201);
  });
  const requireOrganization = async (id: string) => {
    if (!(await registry.find("basedash", "organization", id, organizationItem))) {
      throw new BadInput("Not found", `There is no organization ${id}.`, 404);
    }
    return id;
  };
  app.put("/organizations/:id/source", async (ask) => {
    const id = await requireOrganization(readId(ask, "id"));
    const body = await readBody(ask, sourceItem);
    await registry.put("basedash", "source", id, body);
    return ask.json(body);
  });
  app.put("/organizations/:id/dashboards/:dashboard", async (ask) => {
    const id = await requireOrganization(readId(ask, "id"));
    const body = await readBody(ask, titledItem);
    await registry.put("basedash", "dashboard", readId(ask, "dashboard"), body, id);
    return ask.json(body);
  });
  app.put("/organizations/:id/links/:link", async (ask) => {
    const organization = await requireOrganization(readId(ask, "id"));
    const link = readId(ask, "link");
    const body = await readBody(ask, titledItem);
    const present = await registry.find("basedash", "link", link, linkItem);
    if (present && present.organization !== organization) {
      throw new BadInput("Conflict", "Another organization has a link of this id.");
    }
    await registry.put("basedash", "link", link, { ...body, organization });
    return ask.json(body);
  });
}

/** `/basedash/api/public/organizations`, as Basedash documents it. */
export function openOrganizationsApi(app: App, sandbox: Sandbox): void {
  const { registry } = sandbox;
  const api = adminApp();
  api.use(async (ask, next) => {
    await requireApiKey(sandbox, "basedash", bearerOf(ask));
    await next();
  });
  api.post("/", async (ask) => {
    const { name, fullEmbedEnabled } = await readBody(ask, createBody);
    const idempotencyKey = ask.req.header("Idempotency-Key");
    // The id follows from the key, so that two equal requests at once meet in the same rows.
    const id = `org_${
      idempotencyKey
        ? createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 24)
        : randomBytes(12).toString("hex")
    }`;
    const present = await registry.find("basedash", "organization", id, organizationItem);
    const slug = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    const organization = present ?? { name, slug, fullEmbedEnabled, embedAllowedOrigins: [] };
    if (!present) {
      const key = { kid: id, owner: id, algorithm: "HS256" as const, material: newSecret() };
      await registry.addKey("basedash", key, sandbox.clock());
      await registry.put("basedash", "organization", id, organization);
    }
    const secret = await registry.findSecret("basedash", id);
    const wantsSecret = ask.req.query("include") === "jwtSecret";
    const data = { id, slug: organization.slug, ...(wantsSecret && { jwtSecret: secret }) };
    return ask.json({ data }, 201, { "Cache-Control": "no-store" });
  });
  api.patch("/:id", async (ask) => {
    const id = readId(ask, "id");
    const present = await registry.find("basedash", "organization", id, organizationItem);
    if (!present) throw new BadInput("Not found", "There is no such organization.", 404);
    const patch = await readBody(ask, patchBody);
    const next = {
      ...present,
      fullEmbedEnabled: patch.fullEmbedEnabled ?? present.fullEmbedEnabled,
      embedAllowedOrigins: patch.embedAllowedOrigins ?? present.embedAllowedOrigins,
    };
    await registry.put("basedash", "organization", id, next);
    return ask.json({ data: { id, ...next } });
  });
  app.route("/basedash/api/public/organizations", api);
}
