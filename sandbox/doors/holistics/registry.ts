// Decides what a Holistics workspace holds: organizations, portals, dashboards, embed credentials.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { adminId, adminName, BadInput, readBody, readId, tenantSlug } from "../../admin";
import { jwksUrl, registerJwks } from "../../registry/jwks";
import type { App, Sandbox } from "../../sandbox";

export const orgItem = z.strictObject({ name: adminName, tenant: tenantSlug });
/** `datasets`: whether the portal lists a dataset, which is what lets people explore. */
export const portalItem = z.strictObject({ title: adminName, datasets: z.boolean() });
export const dashboardItem = z.strictObject({ title: adminName });
export const embedItem = z.strictObject({
  kind: z.enum(["portal", "dashboard"]),
  /** The objects that tokens of this credential may name. */
  objects: z.array(adminId).min(1).max(50),
});
const embedBody = z.discriminatedUnion("algorithm", [
  embedItem.extend({ algorithm: z.literal("HS256") }),
  embedItem.extend({
    algorithm: z.enum(["RS256", "ES256"]),
    /** One of both: the key itself, or the address where it is published. */
    publicKey: z.string().max(8000).optional(),
    jwksUrl: jwksUrl.optional(),
  }),
]);

export function administerHolistics(app: App, sandbox: Sandbox): void {
  const { registry, clock } = sandbox;
  const kinds = [
    { path: "orgs", kind: "org", shape: orgItem },
    { path: "portals", kind: "portal", shape: portalItem },
    { path: "dashboards", kind: "dashboard", shape: dashboardItem },
  ] as const;
  for (const { path, kind, shape } of kinds) {
    app.put(`/${path}/:id`, async (ask) => {
      const body = await readBody(ask, shape as z.ZodType<object>);
      await registry.put("holistics", kind, readId(ask, "id"), body);
      return ask.json(body);
    });
  }
  app.post("/embeds", async (ask) => {
    const body = await readBody(ask, embedBody);
    for (const name of body.objects) {
      const shape = body.kind === "portal" ? portalItem : dashboardItem;
      if (!(await registry.find("holistics", body.kind, name, shape as z.ZodType<object>))) {
        throw new BadInput("Invalid input", `There is no ${body.kind} ${name}.`);
      }
    }
    const key = randomBytes(12).toString("hex");
    const secret = randomBytes(64).toString("hex");
    const symmetric = body.algorithm === "HS256";
    const { kind, objects, algorithm } = body;
    if (!symmetric && body.jwksUrl) {
      const jwks = { url: body.jwksUrl, algorithm: body.algorithm };
      await registerJwks(sandbox, "holistics", key, jwks);
    } else {
      const material = symmetric ? secret : (body.publicKey ?? "");
      await registry.addKey(
        "holistics",
        { kid: key, owner: "account", algorithm, material },
        clock(),
      );
    }
    await registry.put("holistics", "embed", key, { kind, objects });
    return ask.json(symmetric ? { key, secret } : { key }, 201);
  });
}
