import "../theme.css";
import { showDashboard } from "../dashboard";
import { hasMargin } from "../data/answer";
import { createDataClient } from "../data/client";
import { baseClasses, type Classes, type Layout, type Page, type Widget } from "../layout";
import { pageOptions, readBootData } from "../page/boot-data";

const boot = readBootData();
const isShared = boot.kind === "shared";
const query = new URLSearchParams(window.location.search);
const hasSidebar = !isShared && query.get("hide_sidebar") !== "true";
const hasChat = !isShared && query.get("hide_chat") !== "true";

const classes: Classes = {
  ...baseClasses,
  shell: hasSidebar
    ? "grid min-h-[calc(100vh-29px)] grid-cols-[208px_minmax(0,1fr)] @max-[760px]:grid-cols-1 @max-[760px]:grid-rows-[auto_1fr]"
    : "",
  side: "border-r border-line bg-subtle px-3 py-4 @max-[760px]:border-r-0 @max-[760px]:border-b @max-[760px]:py-1.5",
  navigationList: "grid gap-0.5 @max-[760px]:flex @max-[760px]:overflow-x-auto",
  navigationItem:
    "inline-flex min-h-control w-full cursor-pointer items-center gap-2.5 rounded-control border border-transparent px-3 font-[550] text-muted hover:bg-line aria-[current]:border-line aria-[current]:bg-surface aria-[current]:text-foreground",
  main: "@container mx-auto grid w-full max-w-[1080px] content-start gap-4.5 px-8 pt-7.5 pb-10 @max-[760px]:px-4 @max-[760px]:pt-5 @max-[760px]:pb-7",
  title: "text-[28px] leading-[1.3] font-semibold tracking-[-0.035em]",
  fieldLabel: "sr-only",
  select: "rounded-full border-transparent bg-subtle px-[11px]",
  figures: "flex flex-wrap overflow-clip rounded-[14px] border border-line",
  figure:
    "flex-[1_1_150px] px-5 py-4 shadow-[1px_0_0_var(--line),0_1px_0_var(--line)] @max-[700px]:flex-[1_1_40%] @max-[700px]:px-4 @max-[700px]:py-3",
  figureLabel: "text-sm text-muted",
  figureValue:
    "mt-0.5 text-[24px] leading-[1.3] font-semibold tracking-[-0.03em] @max-[700px]:text-[20px]",
  revenue: "@max-[700px]:basis-full!",
  revenueValue:
    "mt-0.5 text-[24px] leading-[1.3] font-semibold tracking-[-0.03em] @max-[700px]:text-[27px]",
  card: "overflow-clip rounded-[14px] border border-line bg-surface",
  cardHead: "min-h-12.5 px-5 pt-2.5",
  tableHead: "pb-2",
  chart: "mx-4 mt-1 mb-3.5 h-[270px]",
  table: "max-h-[520px]",
  cell: "px-5 py-2",
};

const chat: Widget = { kind: "chat", class: "col-span-full border-transparent! bg-subtle!" };

const home: Page = {
  id: "home",
  title: "Home",
  icon: "home",
  class: "grid grid-cols-1 gap-4.5 @min-[760px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
  widgets: [
    ...(hasChat ? [chat] : []),
    { kind: "months", measure: "revenue", chart: "area" },
    { kind: "breakdown", chart: "rows", colors: "one", switchable: true },
  ],
};

const finance: Page = {
  id: "finance",
  title: "Finance",
  icon: "coin",
  class: "grid grid-cols-1 gap-4.5",
  widgets: [
    { kind: "margin-figures" },
    { kind: "months", measure: "margin", chart: "bars" },
    { kind: "margin-table" },
  ],
  isVisible: hasMargin,
};

const orders: Page = {
  id: "orders",
  title: "Orders",
  icon: "table",
  class: "grid grid-cols-1 gap-4.5",
  widgets: [{ kind: "orders" }],
};

const layout: Layout = {
  vendor: "Basedash",
  exportName: "basedash-orders",
  expiredMessage: isShared
    ? "The JWT token is invalid or has expired"
    : "Your session has ended. Open the dashboard again from your app.",
  heading: isShared ? "title" : "greeting",
  filters: "toolbar",
  filterLabels: { category: "Category", region: "Region" },
  figures: ["orders", "average", "units"],
  pages: isShared || hasSidebar ? [home, finance, orders] : [home],
  navigation: hasSidebar ? { kind: "list", label: "Basedash" } : null,
  classes,
};

const client = createDataClient({
  api: "/basedash/api",
  token: isShared ? (boot.bearer ?? "") : null,
  usesCookie: !isShared,
  load: boot.load,
});
showDashboard({ ...pageOptions(boot), client, layout });
