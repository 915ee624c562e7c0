// Decides where Holistics' embeds are found: the credential's key in the path, the token in the query.
import { bearerOf } from "../../admin";
import { type Page, serveDocument } from "../../answer";
import { Refusal } from "../../refusal";
import type { Ask, Door, Sandbox } from "../../sandbox";
import { readDress, readVariables, single } from "../../view";
import { readHolistics } from "./reader";
import { administerHolistics } from "./registry";

const ownParameters = new Set(["_token", "left_panel_state", "theme", "locale"]);

export const holistics: Door = {
  name: "holistics",
  refused: {
    title: "This embed is not available",
    detail: "The embed token is invalid or has expired.",
  },
  expired: {
    title: "This embed has expired",
    detail: "The embed token is invalid or has expired.",
  },
  administer: administerHolistics,
  open: (app, sandbox) => {
    for (const path of ["/holistics/embed/:key", "/holistics/embed/:key/objects/:uname"]) {
      app.all(path, (ask) =>
        serveDocument(ask, sandbox, holistics, (origins, url) => show(ask, origins, url, sandbox)),
      );
    }
  },
  viewer: async (ask, sandbox) => {
    const { scope } = await readHolistics(bearerOf(ask) ?? "", undefined, sandbox);
    return scope;
  },
};

async function show(ask: Ask, origins: string[], url: URL, sandbox: Sandbox): Promise<Page> {
  const query = url.searchParams;
  const token = single(query, "_token") ?? "";
  const view = await readHolistics(token, ask.req.param("key") ?? "", sandbox);
  const uname = ask.req.param("uname");
  if (uname !== undefined && uname !== view.scope.dashboard) throw new Refusal("content");
  sandbox.control.shown("holistics");
  return {
    origins,
    boot: {
      door: "holistics",
      kind: view.kind,
      title: "Holistics sandbox",
      dashboardTitle: view.title,
      origins,
      bearer: token,
      variables: readVariables(query, (name) => ownParameters.has(name)),
      ...readDress({
        theme: single(query, "theme"),
        locale: single(query, "locale"),
        timeZone: view.scope.timeZone,
      }),
    },
  };
}
