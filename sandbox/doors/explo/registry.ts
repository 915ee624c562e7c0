// Decides what an Explo account holds: embed secrets, customers, dashboards.
import { z } from "zod";
import { adminName, readBody, readId, tenantSlug } from "../../admin";
import { issueApiKey } from "../../registry/api-keys";
import { newId, newSecret32 } from "../../registry/registry";
import type { App, Sandbox } from "../../sandbox";

/** A customer is a group of viewers with one view of the data; `region` missing: all regions. */
export const customerItem = z.strictObject({
  name: adminName,
  tenant: tenantSlug,
  region: adminName.optional(),
});
export const dashboardItem = z.strictObject({
  title: adminName,
  kind: z.enum(["dashboard", "report-builder"]),
});

export function administerExplo(app: App, sandbox: Sandbox): void {
  const { registry, clock } = sandbox;
  app.post("/api-tokens", async (ask) => {
    return ask.json({ token: await issueApiKey(sandbox, "explo", "") }, 201);
  });
  app.post("/embed-secrets", async (ask) => {
    const secret = { id: newId(), value: newSecret32() };
    await registry.addKey(
      "explo",
      { kid: secret.id, owner: "account", algorithm: "A256GCM", material: secret.value },
      clock(),
    );
    return ask.json(secret, 201);
  });
  app.put("/customers/:id", async (ask) => {
    const body = await readBody(ask, customerItem);
    await registry.put("explo", "customer", readId(ask, "id"), body);
    return ask.json(body);
  });
  app.put("/dashboards/:id", async (ask) => {
    const body = await readBody(ask, dashboardItem);
    await registry.put("explo", "dashboard", readId(ask, "id"), body);
    return ask.json(body);
  });
}
