import { Hono } from "hono";
import { z } from "zod";
import { readBearer, readJson } from "../../admin";
import { embedPage, single } from "../../embed-page";
import type { Env, Vendor, VendorInstance } from "../../sandbox";
import { api } from "./api";
import { sigmaRefusal, sigmaRejected } from "./errors";
import { explorationState, findExploration, saveExploration } from "./explorations";
import {
  accountTypes,
  adminRoutes,
  attributes,
  organizations,
  teams,
  workbooks,
} from "./resources";
import { verifySigmaToken } from "./token";

const routes = new Hono<Env>();

routes.route("/v2", api);

const showWorkbook = embedPage(async (c, { query, display }) => {
  const { vendor } = c.var;
  const { org = "", workbook: segment = "", page, element } = c.req.param();
  const viewer = await verifySigmaToken(single(query, ":jwt") ?? "", org, vendor);
  const { id, workbook } = await findWorkbook(segment, org, vendor);
  if (!workbook.teams.some((team) => viewer.teams.includes(team))) {
    throw sigmaRefusal("EACCES", "share");
  }
  const hasPage = page === undefined || workbook.pages.some((one) => one.id === page);
  const hasElement = element === undefined || workbook.elements.some((one) => one.id === element);
  if (!hasPage || !hasElement) throw sigmaRefusal("EINVAL", "content");
  const { locale, timeZone } = display;
  const scope = { ...viewer.scope, locale, timeZone, dashboard: `${org}/${id}` };
  const explore = await findExploration(vendor, scope, single(query, ":explore") ?? "");
  const bearer = await vendor.sessions.open(scope);
  vendor.control.counts.shown += 1;
  return {
    kind: page ? "page" : element ? "element" : "workbook",
    dashboardTitle: workbook.name,
    bearer,
    pages: workbook.pages,
    elements: workbook.elements,
    ...(page && { page }),
    ...(element && { element }),
    ...(explore && { explore }),
  };
});
routes.all("/:org/workbook/:workbook", showWorkbook);
routes.all("/:org/workbook/:workbook/page/:page", showWorkbook);
routes.all("/:org/workbook/:workbook/element/:element", showWorkbook);

routes.post("/api/explore", async (c) => {
  const { vendor } = c.var;
  const scope = await vendor.sessions.require(readBearer(c));
  const { state } = await readJson(c, z.strictObject({ state: explorationState }));
  return c.json({ exploreKey: await saveExploration(vendor, scope, state) });
});

/** The last segment of a published URL is `{name}-{id}`; an id alone works too. */
async function findWorkbook(segment: string, org: string, { registry }: VendorInstance) {
  for (const id of [segment, segment.slice(segment.lastIndexOf("-") + 1)]) {
    const workbook = await registry.find(workbooks, org, id);
    if (workbook) return { id, workbook };
  }
  throw sigmaRefusal("ENOENT", "content");
}

export const sigma: Vendor = {
  name: "sigma",
  label: "Sigma",
  rejected: sigmaRejected,
  expired: { title: "Session expired", detail: "Session expired. Reload the page." },
  parameters: { theme: ":theme", locale: ":lng", reserved: /^:/ },
  resources: [organizations, teams, attributes, accountTypes, workbooks],
  adminRoutes,
  routes,
  authenticate: (c) => c.var.vendor.sessions.require(readBearer(c)),
};
