import { Hono } from "hono";
import { z } from "zod";
import { readBearer, readJson } from "../../admin";
import { embedPage } from "../../embed-page";
import { Refusal } from "../../errors";
import type { Env, Vendor } from "../../sandbox";
import { claimId } from "../../tokens/claims";
import { adminRoutes, apps, canvases, inboxes, workspaces } from "./resources";
import { verifyScoopToken } from "./token";

const routes = new Hono<Env>();

// The page shows no data: the token arrives by message and is exchanged for a session.
const showCanvas = embedPage(async (c) => {
  const canvasId = claimId.safeParse(c.req.param("canvas"));
  if (!canvasId.success) throw new Refusal("content");
  return { kind: "canvas", dashboardTitle: "Canvas", canvasId: canvasId.data };
});
routes.all("/canvas/:canvas", showCanvas);

routes.post("/api/session", async (c) => {
  const { vendor } = c.var;
  const schema = z.strictObject({ token: z.string(), canvasId: claimId });
  const { token, canvasId } = await readJson(c, schema).catch(() => {
    throw new Refusal("malformed");
  });
  const scope = await verifyScoopToken(token, canvasId, vendor);
  const session = await vendor.sessions.open(scope);
  vendor.control.counts.shown += 1;
  const expiresIn = Math.max(0, scope.expiresAt - vendor.sandbox.clock());
  return c.json({ session, expiresIn });
});

const detail = "The embed token is invalid, has expired or was used before.";

export const scoop: Vendor = {
  name: "scoop",
  label: "Scoop",
  rejected: { title: "This canvas could not be opened", detail },
  expired: { title: "This canvas is no longer connected", detail },
  parameters: { theme: "theme", locale: "locale", timeZone: "tz", reserved: /^/ },
  resources: [apps, workspaces, inboxes, canvases],
  adminRoutes,
  routes,
  authenticate: (c) => c.var.vendor.sessions.require(readBearer(c)),
};
