import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createAdminApp, requireAdminKey } from "./admin";
import { controlRoutes, simulateFaults } from "./control";
import { sendDashboardData, sendExport } from "./data";
import { handleError, jsonError } from "./error-response";
import { apiError } from "./errors";
import type { AppContext, Env, Sandbox, VendorInstance } from "./sandbox";
import { tenantRoutes } from "./warehouse/tenants";

/** For every response that sets none of its own. */
const defaultHeaders = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  Vary: "Origin, Sec-Fetch-Site",
};

export function createApp(sandbox: Sandbox): Hono<Env> {
  const app = new Hono<Env>();
  app.onError(handleError);
  app.notFound((c) => jsonError(c, 404, "There is nothing at this address."));
  app.use(async (c, next) => {
    c.set("sandbox", sandbox);
    await next();
    for (const [name, value] of Object.entries(defaultHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  });
  const rejectBody = () => {
    throw apiError(413, "A body may have 64 KiB.");
  };
  app.use(bodyLimit({ maxSize: 65_536, onError: rejectBody }));

  app.get("/health", async (c) => {
    await sandbox.database.query("select 1");
    return c.json({ status: "ok" });
  });
  app.get("/assets/:name", (c) => sendAsset(c, c.req.param("name")));
  if (sandbox.settings.control) app.route("/__control", controlRoutes);
  app.use("/warehouse/*", requireAdminKey);
  app.route("/warehouse", tenantRoutes);
  for (const vendor of sandbox.vendors) app.route(`/${vendor.name}`, createVendorApp(vendor));
  // Last, so that Explo's faults apply to its script too.
  app.get("/explo/bundle.js", (c) => sendAsset(c, "explo-element.js"));
  return app;
}

function createVendorApp(vendor: VendorInstance): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("vendor", vendor);
    await next();
  });
  // Before the faults: an administrator can always get in.
  app.route("/admin", createAdminApp(vendor.definition));
  app.use(simulateFaults);
  app.route("/", vendor.definition.routes);
  app.get("/api/data", sendDashboardData);
  app.get("/api/export", sendExport);
  return app;
}

/** Any page may load scripts and styles; they hold no data. */
function sendAsset(c: AppContext, name: string): Response {
  const asset = c.var.sandbox.assets.find(name);
  if (!asset) throw apiError(404, "There is no such file.");
  c.header("ETag", asset.etag);
  c.header("Cache-Control", "no-cache");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  c.header("Access-Control-Allow-Origin", "*");
  if (c.req.header("If-None-Match") === asset.etag) return c.body(null, 304);
  return c.body(asset.body, 200, { "Content-Type": `${asset.type}; charset=utf-8` });
}
