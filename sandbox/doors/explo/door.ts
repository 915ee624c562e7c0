// Decides where Explo's embeds are found: tokens in the path, a web component fed across origins.
import { bearerOf } from "../../admin";
import { findOrigins, type Page, serveDocument } from "../../answer";
import { Refusal } from "../../refusal";
import { isAllowedOrigin } from "../../registry/origins";
import type { App, Ask, Door, Sandbox } from "../../sandbox";
import { readDress, readVariables, single } from "../../view";
import { openMint } from "./mint";
import { type ExploView, readExplo } from "./reader";
import { administerExplo } from "./registry";

const ownParameters = new Set(["locale_code", "refresh-minutes", "theme", "timezone"]);

export const explo: Door = {
  name: "explo",
  refused: {
    title: "This dashboard could not be loaded",
    detail: "The embed link is invalid or has expired.",
  },
  expired: {
    title: "No new data can be loaded",
    detail: "The customer token has expired.",
  },
  administer: administerExplo,
  open: (app, sandbox) => {
    openMint(app, sandbox);
    shareApi(app, sandbox);
    const forms = [
      { path: "/explo/iframe/:jwt", kind: "dashboard" },
      { path: "/explo/iframe/:jwt/:environment", kind: "dashboard" },
      { path: "/explo/report-builder/iframe/:jwt", kind: "report-builder" },
      { path: "/explo/report-builder/iframe/:jwt/:environment", kind: "report-builder" },
    ] as const;
    for (const { path, kind } of forms) {
      app.all(path, (ask) =>
        serveDocument(ask, sandbox, explo, (origins, url) =>
          showFrame(ask.req.param("jwt") ?? "", kind, origins, url, sandbox),
        ),
      );
    }
  },
  viewer: async (ask, sandbox) => {
    const view = await readExplo(bearerOf(ask) ?? "", sandbox);
    const origin = ask.req.header("Origin");
    if (origin && view.boundTo && origin !== ownOrigin(ask) && origin !== view.boundTo) {
      throw new Refusal("issuer");
    }
    return view.scope;
  },
};

async function showFrame(
  token: string,
  kind: ExploView["kind"],
  origins: string[],
  url: URL,
  sandbox: Sandbox,
): Promise<Page> {
  const view = await readExplo(token, sandbox);
  if (view.kind !== kind) throw new Refusal("content");
  const { boundTo } = view;
  const allowed = boundTo && isAllowedOrigin(boundTo, origins) ? [boundTo] : origins;
  const query = url.searchParams;
  sandbox.control.shown("explo");
  return {
    origins: allowed,
    boot: {
      door: "explo",
      kind,
      title: "Explo sandbox",
      dashboardTitle: view.title,
      origins: allowed,
      bearer: token,
      element: view.scope.dashboard,
      variables: readVariables(query, (name) => ownParameters.has(name)),
      ...readDress({
        theme: single(query, "theme"),
        locale: single(query, "locale_code"),
        timeZone: single(query, "timezone"),
      }),
    },
  };
}

/** The web component asks from the host's page: exact registered origins, no cookies, one header. */
function shareApi(app: App, sandbox: Sandbox): void {
  app.use("/explo/api/*", async (ask, next) => {
    const origin = ask.req.header("Origin");
    const foreign = origin !== undefined && origin !== ownOrigin(ask);
    const allowed = foreign && isAllowedOrigin(origin, await findOrigins(sandbox, "explo"));
    if (ask.req.method === "OPTIONS") {
      const granted = {
        "Access-Control-Allow-Origin": origin ?? "",
        "Access-Control-Allow-Methods": "GET",
        "Access-Control-Allow-Headers": "Authorization",
        "Access-Control-Max-Age": "600",
      };
      return ask.body(null, allowed ? 204 : 403, {
        Vary: "Origin",
        ...(allowed ? granted : undefined),
      });
    }
    await next();
    if (allowed) ask.res.headers.set("Access-Control-Allow-Origin", origin);
    return undefined;
  });
}

function ownOrigin(ask: Ask): string {
  return new URL(ask.req.url).origin;
}
