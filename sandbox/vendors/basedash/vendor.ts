import { Hono } from "hono";
import { readBearer } from "../../admin";
import { embedPage, findAllowedOrigins, noOrigins, single } from "../../embed-page";
import { Refusal } from "../../errors";
import { isAllowedOrigin } from "../../origins";
import { documentHeaders, messageDocument, newNonce } from "../../pages";
import type { AppContext, Env, Vendor } from "../../sandbox";
import { organizationsApi } from "./api";
import {
  closePageSessions,
  listPageSessions,
  openPageSession,
  requirePageSession,
} from "./page-sessions";
import { adminRoutes, dashboards, dataSources, organizations } from "./resources";
import { provisionMember, verifySharedToken, verifySignInToken } from "./token";

/** What may follow the token and is kept on the page's own URL. */
const optionName =
  /^(?:theme|locale|hide_(?:org_name|chat|dashboards|insights|automations|models|suggested_prompts|sidebar)|(?:chat|dashboard|insight|automation|model)_id)$/;
const optionValue = /^[A-Za-z0-9_-]{1,128}$/;

const title = "Unable to sign in";
const detail = "The JWT token is invalid or has expired";

const routes = new Hono<Env>();

routes.route("/api/public/organizations", organizationsApi);

/** Opens a session and redirects to a URL without the token. */
const signIn = embedPage(async (c, { origins, query, display }) => {
  const { vendor } = c.var;
  const { claims, organization } = await verifySignInToken(single(query, "jwt") ?? "", vendor);
  requireFullEmbed(organization);
  checkReferer(c, organizationOrigins(organization, origins));
  const load = await openPageSession(c, await provisionMember(claims, display.locale, vendor));
  const options = [...query].filter(
    ([name, value]) => optionName.test(name) && optionValue.test(value),
  );
  const search = options.length > 0 ? `?${new URLSearchParams(options)}` : "";
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  return c.redirect(`/basedash/app/${load}${search}`, 303);
});
routes.all("/api/sso/jwt", signIn);

const showApp = embedPage(async (c, { origins, query }) => {
  const { registry, control } = c.var.vendor;
  const load = c.req.param("load") ?? "";
  const scope = await requirePageSession(c, load);
  const organization = requireFullEmbed(await registry.find(organizations, scope.dashboard));
  const id = single(query, "dashboard_id");
  const dashboard = id ? await registry.find(dashboards, scope.dashboard, id) : undefined;
  if (id && !dashboard) throw refusal("content", "This dashboard was not found", 404);
  control.counts.shown += 1;
  return {
    kind: "app",
    dashboardTitle: dashboard?.title ?? organization.name,
    origins: organizationOrigins(organization, origins),
    load,
    locale: scope.locale,
  };
});
routes.all("/app/:load", showApp);

const showShared = embedPage(async (c) => {
  const { vendor } = c.var;
  const { jwt: token = "", link } = c.req.param();
  const shared = await verifySharedToken(token, vendor);
  if (shared.scope.dashboard !== link) throw new Refusal("content");
  vendor.control.counts.shown += 1;
  return {
    kind: "shared",
    dashboardTitle: shared.title,
    bearer: token,
  };
});
routes.all("/shared/:link/:jwt", showShared);

routes.post("/logout", async (c) => {
  await closePageSessions(c, listPageSessions(c));
  const nonce = newNonce();
  const headers = documentHeaders(await findAllowedOrigins(c.var.vendor), nonce);
  const message = { title: "Signed out", detail: "You are signed out of Basedash." };
  return c.body(messageDocument(message, "none", nonce), 200, headers);
});

/** @throws Refusal */
function requireFullEmbed<T extends { fullEmbedEnabled: boolean }>(organization?: T): T {
  if (organization?.fullEmbedEnabled) return organization;
  throw refusal("disabled", "Embedding is not enabled for this organization");
}

/** An organization's own origins replace the vendor's. */
function organizationOrigins(organization: { embedAllowedOrigins: string[] }, origins: string[]) {
  const own = organization.embedAllowedOrigins;
  return own.length > 0 && origins !== noOrigins ? own : origins;
}

/** The embedding page is known by its Referer; an empty list allows any. @throws Refusal */
function checkReferer(c: AppContext, allowed: string[]): void {
  if (allowed.length === 0) return;
  const referer = c.req.header("Referer") ?? "";
  const origin = URL.canParse(referer) ? new URL(referer).origin : "null";
  if (origin === "null") throw refusal("origin", "Unable to verify the request origin");
  if (!isAllowedOrigin(origin, allowed)) {
    throw refusal("origin", `This embed is not authorized to load from ${origin}`);
  }
}

function refusal(
  reason: "disabled" | "origin" | "content",
  detail: string,
  status: 401 | 404 = 401,
): Refusal {
  return new Refusal(reason, { status, title, detail });
}

export const basedash: Vendor = {
  name: "basedash",
  label: "Basedash",
  rejected: { title, detail },
  expired: { title: "Session expired", detail },
  parameters: { theme: "theme", locale: "locale", reserved: /^jwt$/ },
  resources: [organizations, dataSources, dashboards],
  adminRoutes,
  routes,
  authenticate: async (c) => {
    const bearer = readBearer(c);
    if (bearer) return (await verifySharedToken(bearer, c.var.vendor)).scope;
    return requirePageSession(c, single(new URL(c.req.url).searchParams, "load"));
  },
};
