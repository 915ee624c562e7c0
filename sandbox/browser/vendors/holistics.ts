import "../theme.css";
import { showDashboard } from "../dashboard";
import { hasMargin } from "../data/answer";
import { createDataClient } from "../data/client";
import { baseClasses, type Classes, type Layout, type Page } from "../layout";
import { pageOptions, readBootData } from "../page/boot-data";

const boot = readBootData();
const isPortal = boot.kind === "portal";
const panelState = new URLSearchParams(window.location.search).get("left_panel_state");

const classes: Classes = {
  ...baseClasses,
  shell: isPortal
    ? "grid min-h-[calc(100vh-29px)] grid-cols-[auto_minmax(0,1fr)] @max-[720px]:grid-cols-1 @max-[720px]:grid-rows-[auto_1fr]"
    : "",
  side: "border-r border-line bg-panel px-2.5 py-3.5 @max-[720px]:border-r-0 @max-[720px]:border-b @max-[720px]:py-1.5",
  navigationList:
    "mt-2 grid w-[190px] gap-0.5 @max-[720px]:mt-0.5 @max-[720px]:flex @max-[720px]:w-auto @max-[720px]:flex-wrap",
  navigationItem:
    "inline-flex min-h-control w-full cursor-pointer items-center gap-1.5 rounded-control border border-transparent px-2.5 font-[450] hover:bg-subtle aria-[current]:border-line aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-accent",
  main: "@container mx-auto grid w-full max-w-[1240px] content-start gap-4.5 px-7.5 pt-6.5 pb-8 @max-[720px]:px-4 @max-[720px]:pt-4.5 @max-[720px]:pb-6",
  header: "flex flex-wrap items-end justify-between gap-3",
  title:
    "font-heading text-[30px] leading-[1.15] font-semibold tracking-[-0.01em] @max-[720px]:text-[25px]",
  subtitle: "mt-1 text-muted",
  filterBar: "border-y border-line py-3",
  select: "rounded-full border-line bg-surface pl-3.5",
  content: "grid gap-6.5",
  figures:
    "flex flex-wrap gap-x-11 gap-y-4 @max-[660px]:grid @max-[660px]:grid-cols-2 @max-[660px]:gap-3.5",
  figureValue: "font-heading text-[30px] leading-[1.25] font-semibold @max-[660px]:text-[22px]",
  revenue:
    "border-r border-line pr-11 @max-[660px]:col-span-full @max-[660px]:border-0 @max-[660px]:pr-0",
  revenueValue:
    "font-heading text-[30px] leading-[1.25] font-semibold text-accent @max-[660px]:text-[32px]",
  card: "border-t-2 border-foreground",
  cardHead: "min-h-11 pt-2 pb-0.5",
  cardTitle: "font-heading text-[17px] leading-[1.3] font-semibold",
  chart: "h-[270px]",
  breakdown: "grid gap-4.5",
  cell: "px-2.5 py-2 first:pl-0",
};

const overview: Page = {
  id: "overview",
  title: "Sales overview",
  icon: "chart",
  class:
    "grid grid-cols-1 gap-7 @min-[800px]:grid-cols-[minmax(0,4fr)_minmax(0,3fr)] @min-[800px]:*:last:col-span-full",
  widgets: [
    { kind: "months", measure: "revenue", chart: "line" },
    {
      kind: "breakdown",
      chart: "ring",
      colors: "many",
      legend: true,
      // A portal has a page of its own for exploring.
      ...(!isPortal && { switchable: true }),
      chartClass: "h-[130px] my-6 @max-[660px]:mt-2 @max-[660px]:mb-0",
    },
    { kind: "orders" },
  ],
};

const finance: Page = {
  id: "finance",
  title: "Finance",
  icon: "coin",
  class: "grid grid-cols-1 gap-7",
  widgets: [
    { kind: "margin-figures" },
    { kind: "months", measure: "margin", chart: "area" },
    { kind: "margin-table" },
  ],
  isVisible: hasMargin,
};

const dataset: Page = {
  id: "dataset",
  title: "Orders dataset",
  icon: "table",
  class: "grid grid-cols-1",
  widgets: [
    { kind: "breakdown", chart: "columns", colors: "many", legend: true, switchable: true },
  ],
  isVisible: ({ permissions }) => permissions.explore,
};

const layout: Layout = {
  vendor: "Holistics",
  exportName: "holistics-orders",
  expiredMessage: "This embed has expired. Ask the page that shows it for a new link.",
  heading: "title",
  filters: "toolbar",
  filterLabels: { category: "Product category", region: "Sales region" },
  figures: ["orders", "average", "units"],
  pages: isPortal ? [overview, finance, dataset] : [overview, finance],
  navigation: isPortal
    ? { kind: "list", label: "Objects", collapsible: { open: panelState !== "collapsed" } }
    : null,
  classes,
};

const client = createDataClient({ api: "/holistics/api", token: boot.bearer ?? "" });
showDashboard({ ...pageOptions(boot), client, layout });
