// Decides where Sigma's embeds are found: published addresses, parameters with literal colons.

import { z } from "zod";
import { bearerOf, readBody } from "../../admin";
import { type Page, serveDocument, serveJson } from "../../answer";
import { Refusal } from "../../refusal";
import type { Ask, Door, Sandbox } from "../../sandbox";
import type { ViewerScope } from "../../scope";
import { readDress, readVariables, single } from "../../view";
import { openSigmaApi } from "./api";
import { sigmaRefusal, sigmaRefused } from "./errors";
import { explorationState, findExploration, keepExploration } from "./explorations";
import { readSigma } from "./reader";
import { administerSigma, workbookItem } from "./registry";

const paths = [
  "/sigma/:org/workbook/:workbook",
  "/sigma/:org/workbook/:workbook/page/:page",
  "/sigma/:org/workbook/:workbook/element/:element",
];

export const sigma: Door = {
  name: "sigma",
  refused: sigmaRefused,
  expired: { title: "Session expired", detail: "Session expired. Reload the page." },
  administer: administerSigma,
  open: (app, sandbox) => {
    openSigmaApi(app, sandbox);
    for (const path of paths) {
      app.all(path, (ask) =>
        serveDocument(ask, sandbox, sigma, (origins, url) => show(ask, origins, url, sandbox)),
      );
    }
    app.post("/sigma/api/explore", (ask) =>
      serveJson(ask, sandbox, sigma, async () => {
        const scope = await sigma.viewer(ask, sandbox);
        const { state } = await readExploreBody(ask);
        return ask.json({ exploreKey: await keepExploration(sandbox, scope, state) });
      }),
    );
  },
  viewer: async (ask, sandbox) => {
    const scope = await sandbox.sessions.find("sigma", bearerOf(ask) ?? "", "");
    if (!scope) throw new Refusal("session");
    if (scope.expiresAt <= sandbox.now("sigma")) throw new Refusal("expired");
    return scope;
  },
};

async function readExploreBody(ask: Ask) {
  try {
    return await readBody(ask, z.strictObject({ state: explorationState }));
  } catch (error) {
    const detail = error instanceof Error ? error.message : "";
    throw new Refusal("request", { status: 400, title: "EINVAL", detail });
  }
}

async function show(ask: Ask, origins: string[], url: URL, sandbox: Sandbox): Promise<Page> {
  const query = url.searchParams;
  const org = ask.req.param("org") ?? "";
  const viewer = await readSigma(single(query, ":jwt") ?? "", org, sandbox);
  const { id, workbook } = await findWorkbook(ask.req.param("workbook") ?? "", org, sandbox);
  if (!workbook.teams.some((team) => viewer.teams.includes(team))) {
    throw sigmaRefusal("EACCES", "share");
  }
  const page = ask.req.param("page");
  const element = ask.req.param("element");
  if (page !== undefined && !workbook.pages.some((one) => one.id === page)) {
    throw sigmaRefusal("EINVAL", "content");
  }
  if (element !== undefined && !workbook.elements.some((one) => one.id === element)) {
    throw sigmaRefusal("EINVAL", "content");
  }
  const dress = readDress({ theme: single(query, ":theme"), locale: single(query, ":lng") });
  const scope: ViewerScope = { ...viewer.scope, ...pick(dress), dashboard: `${org}/${id}` };
  const explore = await findExploration(sandbox, scope, single(query, ":explore") ?? "");
  const bearer = await sandbox.sessions.open("sigma", scope, "", sandbox.clock());
  sandbox.control.shown("sigma");
  return {
    origins,
    boot: {
      door: "sigma",
      kind: page ? "page" : element ? "element" : "workbook",
      title: "Sigma sandbox",
      dashboardTitle: workbook.name,
      origins,
      bearer,
      pages: workbook.pages,
      elements: workbook.elements,
      ...(page && { page }),
      ...(element && { element }),
      ...(explore && { explore }),
      variables: readVariables(query, (name) => name.startsWith(":")),
      ...dress,
    },
  };
}

function pick({ locale, timeZone }: { locale: string; timeZone: string }) {
  return { locale, timeZone };
}

/** The last part of a published address is `{name}-{id}`; an id alone is taken too. */
async function findWorkbook(segment: string, org: string, { registry }: Sandbox) {
  for (const id of [segment, segment.slice(segment.lastIndexOf("-") + 1)]) {
    const workbook = await registry.find("sigma", "workbook", id, workbookItem, org);
    if (workbook) return { id, workbook };
  }
  throw sigmaRefusal("ENOENT", "content");
}
