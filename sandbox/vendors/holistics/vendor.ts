import { Hono } from "hono";
import { readBearer } from "../../admin";
import { embedPage, single } from "../../embed-page";
import { Refusal } from "../../errors";
import type { Env, Vendor } from "../../sandbox";
import { adminRoutes, dashboards, organizations, portals } from "./resources";
import { verifyHolisticsToken } from "./token";

const showEmbed = embedPage(async (c, { query }) => {
  const { vendor } = c.var;
  const token = single(query, "_token") ?? "";
  const { key = "", object } = c.req.param();
  const { scope, kind, title } = await verifyHolisticsToken(token, vendor, key);
  if (object !== undefined && object !== scope.dashboard) throw new Refusal("content");
  vendor.control.counts.shown += 1;
  return {
    kind,
    dashboardTitle: title,
    bearer: token,
    timeZone: scope.timeZone,
  };
});

const routes = new Hono<Env>();
routes.all("/embed/:key", showEmbed);
routes.all("/embed/:key/objects/:object", showEmbed);

const detail = "The embed token is invalid or has expired.";

export const holistics: Vendor = {
  name: "holistics",
  label: "Holistics",
  rejected: { title: "This embed is not available", detail },
  expired: { title: "This embed has expired", detail },
  parameters: {
    theme: "theme",
    locale: "locale",
    reserved: /^(?:_token|left_panel_state|theme|locale)$/,
  },
  resources: [organizations, portals, dashboards],
  adminRoutes,
  routes,
  authenticate: async (c) => (await verifyHolisticsToken(readBearer(c), c.var.vendor)).scope,
};
