// Decides what a Sigma organization holds: credentials, teams, attributes, account types, workbooks.
import { z } from "zod";
import { adminId, adminName, BadInput, readBody, readId, tenantSlug } from "../../admin";
import { newId, newSecret } from "../../registry/registry";
import type { App, Sandbox } from "../../sandbox";

export const organizationItem = z.strictObject({ name: adminName, autoProvision: z.boolean() });
export const teamItem = z.strictObject({ tenant: tenantSlug });
export const attributeItem = z.strictObject({});
export const accountTypeItem = z.strictObject({
  permissions: z.array(z.enum(["view", "export", "explore", "edit"])).min(1),
});
const part = z.strictObject({ id: adminId, title: adminName });
export const workbookItem = z.strictObject({
  name: adminName,
  pages: z.array(part).max(50),
  elements: z.array(part).max(200),
  /** Teams it is shared with. */
  teams: z.array(adminId).max(500),
});
/** Somebody Sigma knows: made by an administrator or at the first token. */
export const userItem = z.strictObject({
  teams: z.array(z.string()),
  accountType: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  active: z.boolean(),
  /** An internal user has an account of their own: no token changes it, its teams are an administrator's. */
  kind: z.enum(["embed", "internal"]).default("embed"),
  attributes: z.record(z.string(), z.string()).default({}),
});
const memberSettings = userItem.pick({ teams: true, accountType: true, attributes: true });

export function administerSigma(app: App, { registry, clock }: Sandbox): void {
  const requireOrganization = async (org: string) => {
    if (!(await registry.find("sigma", "organization", org, organizationItem))) {
      throw new BadInput("Not found", `There is no organization ${org}.`, 404);
    }
    return org;
  };
  app.put("/organizations/:org", async (ask) => {
    const body = await readBody(ask, organizationItem);
    await registry.put("sigma", "organization", readId(ask, "org"), body);
    return ask.json(body);
  });
  app.post("/organizations/:org/credentials", async (ask) => {
    const org = await requireOrganization(readId(ask, "org"));
    const credential = { clientId: newId(), secret: newSecret() };
    await registry.addKey(
      "sigma",
      { kid: credential.clientId, owner: org, algorithm: "HS256", material: credential.secret },
      clock(),
    );
    return ask.json(credential, 201);
  });
  app.put("/organizations/:org/members/:email", async (ask) => {
    const org = await requireOrganization(readId(ask, "org"));
    const email = ask.req.param("email");
    const present = await registry.find("sigma", "user", email, userItem, org);
    if (!present) throw new BadInput("Not found", "There is no such member.", 404);
    const next = { ...present, ...(await readBody(ask, memberSettings)) };
    await registry.put("sigma", "user", email, next, org);
    return ask.json(next);
  });
  const kinds = [
    { path: "teams", kind: "team", shape: teamItem },
    { path: "attributes", kind: "attribute", shape: attributeItem },
    { path: "account-types", kind: "account-type", shape: accountTypeItem },
    { path: "workbooks", kind: "workbook", shape: workbookItem },
  ] as const;
  for (const { path, kind, shape } of kinds) {
    app.put(`/organizations/:org/${path}/:id`, async (ask) => {
      const org = await requireOrganization(readId(ask, "org"));
      const body = await readBody(ask, shape as z.ZodType<object>);
      await registry.put("sigma", kind, readId(ask, "id"), body, org);
      return ask.json(body);
    });
  }
}
