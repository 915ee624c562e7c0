// The page of the Sigma door: a workbook, one of its pages, or one of its elements, in a frame.

import "./sigma.css";
import { openFeed } from "./data/feed";
import { noFilters } from "./data/filters";
import {
  controlsFromQuery,
  readExplore,
  readSigmaRequest,
  sigmaError,
  sigmaVariables,
  withControls,
} from "./doors/sigma-messages";
import { sigmaWorkbook } from "./doors/sigma-workbook";
import { takeBoot } from "./page/boot";
import { connectHost } from "./page/host";

const boot = takeBoot();
const root = document.getElementById("app") ?? document.body;
const query = new URLSearchParams(window.location.search);
const explored = readExplore(boot.explore);
const controls = controlsFromQuery(window.location.search);
const feed = openFeed({
  api: "/sigma/api",
  bearer: boot.bearer ?? "",
  cookie: false,
  load: null,
  filters: withControls(explored?.filters ?? noFilters, explored ? {} : controls),
  renewable: false,
});

let only: Parameters<typeof sigmaWorkbook>[0]["only"] = null;
if (boot.element) only = { element: boot.element };
else if (boot.page) only = { page: boot.page };

const host = connectHost(boot.origins, (data) => {
  const request = readSigmaRequest(data);
  if (!request) return;
  const variables = sigmaVariables(feed.view().filters);
  if (request.type === "workbook:variables:list") {
    host.post({ type: "workbook:variables:current", variables });
  } else if (request.type === "workbook:variables:update") {
    feed.setFilters(withControls(feed.view().filters, request.variables));
  } else if (request.type === "workbook:fullscreen:update") workbook.fill(request.nodeId);
  else if (request.nodeType === "page" && !only) workbook.pages.select(request.selectedNodeId);
});

const workbook = sigmaWorkbook({
  root,
  feed,
  manner: boot,
  title: boot.dashboardTitle,
  only,
  registered: boot,
  first: boot.page ?? explored?.page ?? null,
  pageChanged(id) {
    host.post({ type: "workbook:selectednodeid:onchange", selectedNodeId: id, nodeType: "page" });
    void saveExplore();
  },
  fullScreen: (fullScreen) => host.post({ type: "workbook:fullscreen:onchange", fullScreen }),
});

let saves = 0;
async function saveExplore(): Promise<void> {
  const mine = ++saves;
  const state = { filters: feed.view().filters, page: workbook.pages.selected() };
  const saved = (await feed.send("explore", { state })) as { exploreKey?: unknown } | null;
  // A slow answer must not name a state that was already left.
  if (mine !== saves || typeof saved?.exploreKey !== "string") return;
  host.post({ type: "workbook:exploreKey:onchange", exploreKey: saved.exploreKey });
}

let loaded = false;
let told = JSON.stringify(sigmaVariables(feed.view().filters));
feed.watch((view, cause) => {
  if (cause === "answer" && !loaded) {
    loaded = true;
    host.post({ type: "workbook:dataloaded" });
    const exploreKey = query.get(":explore");
    if (explored && exploreKey) host.post({ type: "workbook:exploreKey:onchange", exploreKey });
  }
  if (cause === "filters") {
    const variables = sigmaVariables(view.filters);
    if (JSON.stringify(variables) !== told) {
      told = JSON.stringify(variables);
      host.post({ type: "workbook:variables:onchange", workbook: { variables } });
    }
    void saveExplore();
  }
  if (cause === "problem" || cause === "refused" || cause === "expired") {
    host.post({ type: "workbook:error", ...sigmaError(cause, view.problem) });
  }
});

const responsive = query.get(":responsive_height") === "true";
root.dataset.height = responsive ? "content" : "frame";
if (responsive) {
  let pageHeight = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height === pageHeight) return;
    pageHeight = height;
    host.post({ type: "workbook:pageheight:onchange", pageHeight });
  }).observe(root);
}
host.post({
  type: "workbook:loaded",
  workbook: { variables: sigmaVariables(feed.view().filters) },
});
