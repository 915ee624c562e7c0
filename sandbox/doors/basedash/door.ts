// Decides where Basedash's embeds are found: a token once, then a cookie session on a clean address.
import { bearerOf } from "../../admin";
import { findOrigins, nobody, type Page, serveDocument } from "../../answer";
import { documentHeaders, messageDocument, newNonce } from "../../pages";
import { Refusal, type Shown } from "../../refusal";
import { isAllowedOrigin, originOf } from "../../registry/origins";
import type { Ask, Door, Sandbox } from "../../sandbox";
import { readDress, readVariables, single } from "../../view";
import { closeLoads, findLoad, openLoad } from "./load";
import { admitMember, readShared, readSignIn } from "./reader";
import { administerBasedash, openOrganizationsApi, organizationItem, titledItem } from "./registry";

/** What may follow the token and is carried over to the clean address. */
const option =
  /^(?:theme|locale|hide_(?:org_name|chat|dashboards|insights|automations|models|suggested_prompts|sidebar)|(?:chat|dashboard|insight|automation|model)_id)$/;
const optionValue = /^[A-Za-z0-9_-]{1,128}$/;
const isToken = (name: string) => name === "jwt";

export const basedash: Door = {
  name: "basedash",
  refused: {
    title: "Unable to sign in",
    detail: "The JWT token is invalid or has expired",
  },
  expired: {
    title: "Session expired",
    detail: "The JWT token is invalid or has expired",
  },
  administer: administerBasedash,
  open: (app, sandbox) => {
    openOrganizationsApi(app, sandbox);
    app.all("/basedash/api/sso/jwt", (ask) =>
      serveDocument(ask, sandbox, basedash, (origins, url) => signIn(ask, origins, url, sandbox)),
    );
    app.all("/basedash/app/:load", (ask) =>
      serveDocument(ask, sandbox, basedash, (origins, url) => showApp(ask, origins, url, sandbox)),
    );
    app.all("/basedash/shared/:link/:jwt", (ask) =>
      serveDocument(ask, sandbox, basedash, (origins, url) =>
        showShared(ask, origins, url, sandbox),
      ),
    );
    app.post("/basedash/logout", async (ask) => {
      await closeLoads(ask, sandbox);
      const nonce = newNonce();
      const origins = await findOrigins(sandbox, "basedash");
      const words = { title: "Signed out", detail: "You are signed out of Basedash." };
      return ask.body(messageDocument(words, "none", nonce), 200, documentHeaders(origins, nonce));
    });
  },
  viewer: async (ask, sandbox) => {
    const bearer = bearerOf(ask);
    if (bearer !== undefined) return (await readShared(bearer, sandbox)).scope;
    return findLoad(ask, single(new URL(ask.req.url).searchParams, "load"), sandbox);
  },
};

/** `GET /basedash/api/sso/jwt?jwt=…`: opens a session and leads to an address without a token. */
async function signIn(ask: Ask, origins: string[], url: URL, sandbox: Sandbox): Promise<Response> {
  const query = url.searchParams;
  const proven = await readSignIn(single(query, "jwt") ?? "", sandbox);
  const { organization } = proven;
  if (!organization.fullEmbedEnabled) {
    throw refuse("disabled", "Embedding is not enabled for this organization");
  }
  const allowed = allowedFor(organization.embedAllowedOrigins, origins);
  checkReferer(ask, allowed);
  const scope = await admitMember(proven, readDress({ locale: single(query, "locale") }), sandbox);
  const load = await openLoad(ask, scope, sandbox);
  const kept = [...query].filter(([name, value]) => option.test(name) && optionValue.test(value));
  const options = kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
  ask.header("Cache-Control", "no-store");
  ask.header("Referrer-Policy", "no-referrer");
  ask.header("X-Content-Type-Options", "nosniff");
  ask.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  return ask.redirect(`/basedash/app/${load}${options}`, 303);
}

async function showApp(ask: Ask, origins: string[], url: URL, sandbox: Sandbox): Promise<Page> {
  const load = ask.req.param("load") ?? "";
  const query = url.searchParams;
  const scope = await findLoad(ask, load, sandbox);
  const { registry } = sandbox;
  const org = scope.dashboard;
  const organization = await registry.find("basedash", "organization", org, organizationItem);
  if (!organization?.fullEmbedEnabled) {
    throw refuse("disabled", "Embedding is not enabled for this organization");
  }
  const wanted = single(query, "dashboard_id");
  const dashboard = wanted
    ? await registry.find("basedash", "dashboard", wanted, titledItem, org)
    : undefined;
  if (wanted && !dashboard) throw refuse("content", "This dashboard was not found", 404);
  const allowed = allowedFor(organization.embedAllowedOrigins, origins);
  sandbox.control.shown("basedash");
  return {
    origins: allowed,
    boot: {
      door: "basedash",
      kind: "app",
      title: "Basedash sandbox",
      dashboardTitle: dashboard?.title ?? organization.name,
      origins: allowed,
      load,
      variables: readVariables(query, isToken),
      ...readDress({ theme: single(query, "theme"), locale: scope.locale }),
    },
  };
}

async function showShared(ask: Ask, origins: string[], url: URL, sandbox: Sandbox): Promise<Page> {
  const token = ask.req.param("jwt") ?? "";
  const { scope, title } = await readShared(token, sandbox);
  if (scope.dashboard !== ask.req.param("link")) throw new Refusal("content");
  const query = url.searchParams;
  sandbox.control.shown("basedash");
  return {
    origins,
    boot: {
      door: "basedash",
      kind: "shared",
      title: "Basedash sandbox",
      dashboardTitle: title,
      origins,
      bearer: token,
      variables: readVariables(query, isToken),
      ...readDress({ theme: single(query, "theme"), locale: single(query, "locale") }),
    },
  };
}

/** An organization's own list, else the door's; nobody while a test refuses every origin. */
function allowedFor(own: string[], door: string[]): string[] {
  return own.length > 0 && door !== nobody ? own : door;
}

/**
 * Basedash knows the embedding page by its Referer. An empty list allows any.
 * @throws Refusal in the documented words
 */
function checkReferer(ask: Ask, allowed: string[]): void {
  if (allowed.length === 0) return;
  const origin = originOf(ask.req.header("Referer") ?? "");
  if (!origin) throw refuse("origin", "Unable to verify the request origin");
  if (!isAllowedOrigin(origin, allowed)) {
    throw refuse("origin", `This embed is not authorized to load from ${origin}`);
  }
}

function refuse(
  code: "disabled" | "origin" | "content",
  detail: string,
  status: Shown["status"] = 401,
) {
  return new Refusal(code, { status, title: basedash.refused.title, detail });
}
