import { Hono } from "hono";
import { cors } from "hono/cors";
import { readBearer } from "../../admin";
import { embedPage, findAllowedOrigins } from "../../embed-page";
import { Refusal } from "../../errors";
import { isAllowedOrigin } from "../../origins";
import type { AppContext, Env, Vendor } from "../../sandbox";
import { generateJwt } from "./api";
import { adminRoutes, customers, dashboards } from "./resources";
import { verifyExploToken } from "./token";

const routes = new Hono<Env>();

routes.route("/api/generate_jwt/", generateJwt);

// The web component reads data from the host's page, without cookies.
routes.use(
  "/api/*",
  cors({
    origin: async (origin, c: AppContext) => {
      if (!origin || origin === ownOrigin(c)) return null;
      return isAllowedOrigin(origin, await findAllowedOrigins(c.var.vendor)) ? origin : null;
    },
    allowMethods: ["GET"],
    allowHeaders: ["Authorization"],
    maxAge: 600,
  }),
);

routes.all("/iframe/:jwt/:environment?", showFrame("dashboard"));
routes.all("/report-builder/iframe/:jwt/:environment?", showFrame("report-builder"));

function showFrame(kind: "dashboard" | "report-builder") {
  return embedPage(async (c, { origins }) => {
    const token = c.req.param("jwt") ?? "";
    const { vendor } = c.var;
    const { boundOrigin, scope, ...dashboard } = await verifyExploToken(token, vendor);
    if (dashboard.kind !== kind) throw new Refusal("content");
    vendor.control.counts.shown += 1;
    return {
      kind,
      dashboardTitle: dashboard.title,
      origins: boundOrigin && isAllowedOrigin(boundOrigin, origins) ? [boundOrigin] : origins,
      bearer: token,
      element: scope.dashboard,
    };
  });
}

function ownOrigin(c: AppContext): string {
  return new URL(c.req.url).origin;
}

export const explo: Vendor = {
  name: "explo",
  label: "Explo",
  rejected: {
    title: "This dashboard could not be loaded",
    detail: "The embed link is invalid or has expired.",
  },
  expired: { title: "No new data can be loaded", detail: "The customer token has expired." },
  parameters: {
    theme: "theme",
    locale: "locale_code",
    timeZone: "timezone",
    reserved: /^(?:locale_code|refresh-minutes|theme|timezone)$/,
  },
  resources: [customers, dashboards],
  adminRoutes,
  routes,
  authenticate: async (c) => {
    const { scope, boundOrigin } = await verifyExploToken(readBearer(c), c.var.vendor);
    const origin = c.req.header("Origin");
    if (origin && boundOrigin && origin !== ownOrigin(c) && origin !== boundOrigin) {
      throw new Refusal("issuer");
    }
    return scope;
  },
};
