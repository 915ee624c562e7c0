import "../theme.css";
import { showDashboard } from "../dashboard";
import { hasMargin } from "../data/answer";
import { createDataClient } from "../data/client";
import { noFilters } from "../data/filters";
import { baseClasses, type Classes, type Layout, type Page } from "../layout";
import { pageOptions, readBootData } from "../page/boot-data";
import { openHostChannel } from "../page/host-channel";
import {
  controlsFromQuery,
  readExplore,
  readSigmaRequest,
  sessionExpired,
  sigmaError,
  sigmaVariables,
  withControls,
} from "./sigma-messages";

const boot = readBootData();
const options = pageOptions(boot);
const query = new URLSearchParams(window.location.search);
const explored = readExplore(boot.explore);
const hasResponsiveHeight = query.get(":responsive_height") === "true";

const classes: Classes = {
  ...baseClasses,
  root: `flex flex-col ${hasResponsiveHeight ? "" : "h-dvh"}`,
  shell: "flex min-h-0 flex-1 flex-col",
  navigationList: "flex gap-0.5 overflow-x-auto border-t border-line bg-surface px-3",
  navigationItem:
    "inline-flex min-h-9 cursor-pointer items-center gap-1.5 border-t-2 border-transparent px-3 font-[550] whitespace-nowrap text-muted hover:bg-subtle focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:bg-background aria-selected:text-foreground pointer-coarse:min-h-control",
  main: "flex min-h-0 flex-1 flex-col",
  header:
    "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2",
  titleBlock: "flex flex-wrap items-baseline gap-x-3",
  title: "text-[16px] leading-[1.3] font-[650]",
  subtitle: "text-xs text-muted",
  filterBar: "border-b border-line bg-surface px-4 py-2",
  field: "flex min-w-0 @max-narrow:flex-col @max-narrow:gap-1",
  fieldLabel:
    "flex items-center rounded-l-control border border-r-0 border-line bg-background px-[9px] text-xs leading-[1.3] text-muted @max-narrow:border-0 @max-narrow:bg-transparent @max-narrow:px-0",
  select: "rounded-r-control border-line bg-surface px-[11px] @max-narrow:rounded-control",
  body: `@container grid content-start gap-2.5 p-3 ${hasResponsiveHeight ? "" : "min-h-0 flex-1 overflow-auto"}`,
  content: "grid gap-2.5",
  figures: "flex flex-wrap border border-line bg-surface",
  figure:
    "-mr-px flex-[1_1_140px] border-r border-line px-3.5 py-2.5 @max-narrow:-mb-px @max-narrow:basis-[45%] @max-narrow:border-b",
  figureLabel: "text-2xs font-semibold tracking-[0.05em] text-muted uppercase",
  figureValue: "text-[21px] leading-[1.35] font-semibold",
  revenueValue: "text-[21px] leading-[1.35] font-semibold text-accent",
  card: "rounded-control border border-line bg-surface",
  cardHead: "min-h-9.5 border-b border-line py-[3px] pr-1.5 pl-3",
  cardTitle: "mr-auto text-sm leading-[1.4] font-semibold",
  chart: "mx-2.5 my-1.5 h-[250px]",
  table: "max-h-[460px]",
  headCell: "bg-background text-foreground",
  cell: "border-r px-2.5 py-1 last:border-r-0",
};

type Node = { id: string; title: string };

/** The registered page or element that fits, so that the ids in messages are the workbook's own. */
function findNode(nodes: Node[] | undefined, pattern: RegExp, fallback: Node): Node {
  return nodes?.find(({ id, title }) => pattern.test(`${id} ${title}`)) ?? fallback;
}

const elementId = (pattern: RegExp, fallback: string) =>
  findNode(boot.elements, pattern, { id: fallback, title: "" }).id;
const overview = findNode(boot.pages, /^(?!.*financ)/i, { id: "pg_overview", title: "Overview" });
const finance = findNode(boot.pages, /financ/i, { id: "pg_finance", title: "Finance" });

const pages: Page[] = [
  {
    ...overview,
    icon: "chart",
    class: "grid grid-cols-1 gap-2.5 @min-[820px]:grid-cols-2",
    widgets: [
      {
        kind: "months",
        measure: "revenue",
        chart: "bars",
        id: elementId(/revenue/i, "el_revenue"),
      },
      {
        kind: "breakdown",
        chart: "columns",
        colors: "many",
        switchable: true,
        id: elementId(/breakdown|category|region/i, "el_breakdown"),
      },
      {
        kind: "orders",
        class: "col-span-full",
        id: elementId(/orders|table/i, "el_orders"),
      },
    ],
  },
  {
    ...finance,
    icon: "coin",
    class: "grid grid-cols-1 gap-2.5",
    widgets: [
      { kind: "margin-figures" },
      { kind: "months", measure: "margin", chart: "line", id: elementId(/margin/i, "el_margin") },
      { kind: "margin-table" },
    ],
    // Embedded by itself, the page is there for everyone and says what is missing.
    isVisible: (answer) => boot.page === finance.id || hasMargin(answer),
    withoutMargin: "You don't have access to the data on this page.",
  },
];

/** An embedded element: that widget alone, as high as the frame. */
function elementPage(id: string): Page {
  const widgets = pages.flatMap((page) => page.widgets);
  const widget = widgets.find((candidate) => candidate.id === id) ?? widgets[0];
  const chartClass = hasResponsiveHeight ? "h-[340px]" : "h-[max(240px,100vh-250px)]";
  return {
    id: "element",
    title: "Element",
    icon: "chart",
    class: "grid grid-cols-1",
    widgets: widget ? [{ ...widget, chartClass: `mx-2.5 my-1.5 ${chartClass}` }] : [],
  };
}

function embeddedPages(): Page[] {
  if (boot.element) return [elementPage(boot.element)];
  const page = pages.find(({ id }) => id === boot.page);
  return page ? [page] : pages.slice(0, boot.page ? 1 : undefined);
}

const layout: Layout = {
  vendor: "Sigma",
  exportName: "sigma-orders",
  expiredMessage: sessionExpired,
  heading: "title",
  filters: boot.element ? "none" : "toolbar",
  filterLabels: { category: "Category", region: "Region" },
  figures: ["orders", "average", "units"],
  pages: embeddedPages(),
  navigation: boot.element || boot.page ? null : { kind: "tabs", label: "Pages" },
  expandable: true,
  rowNumbers: true,
  classes,
};

const client = createDataClient({
  api: "/sigma/api",
  token: boot.bearer ?? "",
  filters: explored?.filters ?? withControls(noFilters, controlsFromQuery(window.location.search)),
});
const currentVariables = () => sigmaVariables(client.state().filters);

const host = openHostChannel(boot.origins, (data) => {
  const request = readSigmaRequest(data);
  if (request?.type === "workbook:variables:list") {
    host.post({ type: "workbook:variables:current", variables: currentVariables() });
  } else if (request?.type === "workbook:variables:update") {
    client.setFilters(withControls(client.state().filters, request.variables));
  } else if (request?.type === "workbook:fullscreen:update") {
    dashboard.expand(request.nodeId);
  } else if (request?.nodeType === "page") {
    dashboard.selectPage(request.selectedNodeId);
  }
});

const dashboard = showDashboard({
  ...options,
  client,
  layout,
  initialPage: explored?.page ?? undefined,
  onPageChange(id) {
    host.post({ type: "workbook:selectednodeid:onchange", selectedNodeId: id, nodeType: "page" });
    void saveExplore();
  },
  onExpand: (fullScreen) => host.post({ type: "workbook:fullscreen:onchange", fullScreen }),
});

let latestSave = 0;
async function saveExplore(): Promise<void> {
  const save = ++latestSave;
  const state = { filters: client.state().filters, page: dashboard.currentPage() };
  const saved = (await client.post("explore", { state })) as { exploreKey?: unknown } | null;
  // A slow response must not report an outdated state.
  if (save !== latestSave || typeof saved?.exploreKey !== "string") return;
  host.post({ type: "workbook:exploreKey:onchange", exploreKey: saved.exploreKey });
}

let isLoaded = false;
let sentVariables = JSON.stringify(currentVariables());
client.subscribe((state, change) => {
  if (change === "answer" && !isLoaded) {
    isLoaded = true;
    host.post({ type: "workbook:dataloaded" });
    const exploreKey = query.get(":explore");
    if (explored && exploreKey) host.post({ type: "workbook:exploreKey:onchange", exploreKey });
  }
  if (change === "filters") {
    const variables = currentVariables();
    if (JSON.stringify(variables) !== sentVariables) {
      sentVariables = JSON.stringify(variables);
      host.post({ type: "workbook:variables:onchange", workbook: { variables } });
    }
    void saveExplore();
  }
  if (change === "problem" || change === "refused" || change === "expired") {
    host.post({ type: "workbook:error", ...sigmaError(change, state.problem) });
  }
});

if (hasResponsiveHeight) {
  let sentHeight = 0;
  new ResizeObserver(() => {
    const pageHeight = Math.ceil(options.root.getBoundingClientRect().height);
    if (pageHeight === sentHeight) return;
    sentHeight = pageHeight;
    host.post({ type: "workbook:pageheight:onchange", pageHeight });
  }).observe(options.root);
}
host.post({ type: "workbook:loaded", workbook: { variables: currentVariables() } });
