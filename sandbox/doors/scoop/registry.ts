// Decides what a Scoop app holds: public keys, workspaces with inboxes, canvases.
import { z } from "zod";
import { adminName, BadInput, readBody, readId, tenantSlug } from "../../admin";
import { jwksUrl, registerJwks } from "../../registry/jwks";
import { newId } from "../../registry/registry";
import type { App, Ask, Sandbox } from "../../sandbox";

export const appItem = z.strictObject({});
export const workspaceItem = z.strictObject({ name: adminName, tenant: tenantSlug });
/** A part of a workspace's data; `region` missing: all of it. */
export const inboxItem = z.strictObject({ name: adminName, region: adminName.optional() });
export const canvasItem = z.strictObject({ title: adminName });

/** A public key, or the address where the app's keys are published. */
const keyBody = z.union([
  z.strictObject({ publicKey: z.string().max(8000) }),
  z.strictObject({ jwksUrl }),
]);

export function administerScoop(app: App, sandbox: Sandbox): void {
  const { registry, clock } = sandbox;
  const requireApp = async (ask: Ask) => {
    const id = readId(ask, "app");
    if (!(await registry.find("scoop", "app", id, appItem))) {
      throw new BadInput("Not found", `There is no app ${id}.`, 404);
    }
    return id;
  };
  app.put("/apps/:app", async (ask) => {
    const body = await readBody(ask, appItem);
    await registry.put("scoop", "app", readId(ask, "app"), body);
    return ask.json(body);
  });
  app.post("/apps/:app/keys", async (ask) => {
    const owner = await requireApp(ask);
    const body = await readBody(ask, keyBody);
    if ("jwksUrl" in body) {
      const jwks = { url: body.jwksUrl, algorithm: "RS256" as const };
      return ask.json({ keys: await registerJwks(sandbox, "scoop", owner, jwks) }, 201);
    }
    const id = newId();
    await registry.addKey(
      "scoop",
      { kid: id, owner, algorithm: "RS256", material: body.publicKey },
      clock(),
    );
    return ask.json({ id }, 201);
  });
  app.put("/apps/:app/workspaces/:workspace", async (ask) => {
    const owner = await requireApp(ask);
    const body = await readBody(ask, workspaceItem);
    await registry.put("scoop", "workspace", readId(ask, "workspace"), body, owner);
    return ask.json(body);
  });
  app.put("/apps/:app/workspaces/:workspace/inboxes/:inbox", async (ask) => {
    const owner = await requireApp(ask);
    const workspace = readId(ask, "workspace");
    if (!(await registry.find("scoop", "workspace", workspace, workspaceItem, owner))) {
      throw new BadInput("Not found", `There is no workspace ${workspace}.`, 404);
    }
    const body = await readBody(ask, inboxItem);
    await registry.put("scoop", "inbox", readId(ask, "inbox"), body, `${owner} ${workspace}`);
    return ask.json(body);
  });
  app.put("/apps/:app/canvases/:canvas", async (ask) => {
    const owner = await requireApp(ask);
    const body = await readBody(ask, canvasItem);
    await registry.put("scoop", "canvas", readId(ask, "canvas"), body, owner);
    return ask.json(body);
  });
}
