import type { IconName } from "./components/icon";
import type { Answer } from "./data/answer";

export type FigureName = "orders" | "average" | "units" | "margin" | "marginRate";
export type MonthsChart = "area" | "line" | "bars" | "steps";
export type BreakdownChart = "rows" | "columns" | "ring" | "list";

/** `class` adds to the vendor's card class, for instance its span in the page's grid. */
export type Widget = { class?: string; chartClass?: string } & (
  | { kind: "months"; measure: "revenue" | "margin"; chart: MonthsChart }
  | {
      kind: "breakdown";
      chart: BreakdownChart;
      colors: "one" | "many";
      /** Lists the values next to the chart. */
      legend?: true;
      /** Viewers who may explore choose the grouping here. */
      switchable?: true;
    }
  | { kind: "orders" | "margin-figures" | "margin-table" | "report-table" | "insights" | "chat" }
) & { id?: string };

export type Page = {
  id: string;
  title: string;
  icon: IconName;
  class: string;
  widgets: Widget[];
  /** Defaults to everyone. */
  isVisible?: (answer: Answer) => boolean;
  /** Shown instead of the page's widgets when the viewer receives no margin. */
  withoutMargin?: string;
};

/** Everything in which one vendor's dashboard differs from another's, but its colors (theme.css). */
export type Layout = {
  vendor: string;
  exportName: string;
  /** The vendor's own message for an expired token or session. */
  expiredMessage: string;
  heading: "title" | "greeting";
  filters: "toolbar" | "header" | "report-panel" | "none";
  filterLabels: { category: string; region: string };
  figures: FigureName[];
  pages: Page[];
  /** Null: all pages below each other. */
  navigation: { kind: "tabs" | "list"; label: string; collapsible?: { open: boolean } } | null;
  /** Cards get a button that fills the dashboard with them. */
  expandable?: true;
  rowNumbers?: true;
  classes: Classes;
};

/** Class names by element of the dashboard; a vendor overrides what it styles differently. */
export const baseClasses = {
  root: "",
  shell: "",
  side: "",
  navigationList: "",
  navigationItem: "",
  main: "",
  header: "flex flex-wrap items-center justify-between gap-3",
  titleBlock: "",
  title: "",
  subtitle: "text-muted",
  filterBar: "",
  filters: "flex flex-wrap items-end gap-2.5 @max-narrow:grid @max-narrow:grid-cols-2",
  field: "flex flex-col gap-1 min-w-0",
  fieldLabel: "text-muted text-xs leading-[1.3]",
  select: "rounded-control border-line bg-surface px-[11px]",
  body: "contents",
  notice: "",
  content: "grid gap-4.5",
  figures: "",
  figure: "",
  figureLabel: "text-muted",
  figureValue: "",
  revenue: "",
  revenueValue: "",
  revenueNote: "text-muted",
  card: "",
  cardHead: "",
  tableHead: "",
  cardTitle: "text-md leading-[1.4] font-semibold",
  chart: "",
  breakdown: "",
  table: "max-h-[420px]",
  headCell: "bg-surface text-muted",
  cell: "px-3 py-2",
};

export type Classes = typeof baseClasses;
