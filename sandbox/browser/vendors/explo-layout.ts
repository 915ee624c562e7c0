import { baseClasses, type Classes, type Layout } from "../layout";

const card = "bg-surface border border-line rounded-[12px] shadow-[0_1px_2px_rgb(28_24_48_/_5%)]";

const classes: Classes = {
  ...baseClasses,
  main: "@container max-w-[1440px] mx-auto grid gap-4.5 px-6 pt-5.5 pb-7 @max-narrow:gap-3.5 @max-narrow:px-3.5 @max-narrow:pt-4 @max-narrow:pb-5.5",
  title: "text-[24px] leading-[1.3] font-bold tracking-[-0.02em] @max-narrow:text-[21px]",
  figures:
    "grid grid-cols-[repeat(auto-fit,minmax(min(100%,188px),1fr))] gap-3.5 @max-narrow:grid-cols-2 @max-narrow:gap-2.5",
  figure: `${card} px-4.5 py-4 @max-narrow:px-3.5 @max-narrow:py-3`,
  figureValue:
    "mt-1 text-[26px] leading-tight font-[650] tracking-[-0.02em] @max-narrow:text-[19px]",
  revenue: "@max-narrow:col-span-full",
  revenueValue: "mt-1 text-[26px] leading-tight font-[650] tracking-[-0.02em] text-accent",
  card: `${card} overflow-clip`,
  cardHead: "min-h-13 px-4.5 pt-2.5",
  tableHead: "pb-2",
  chart: "h-70 mx-3.5 mt-0.5 mb-3.5",
  cell: "px-4.5 py-2",
};

const shared = {
  vendor: "Explo",
  expiredMessage: "This view has expired. No new data can be loaded.",
  heading: "title",
  filterLabels: { category: "Category", region: "Region" },
  navigation: null,
} as const;

export const exploDashboard: Layout = {
  ...shared,
  exportName: "explo-orders",
  filters: "toolbar",
  figures: ["orders", "average", "units", "marginRate"],
  classes,
  pages: [
    {
      id: "dashboard",
      title: "Dashboard",
      icon: "chart",
      class: "grid grid-cols-1 gap-4.5 @min-[860px]:grid-cols-12",
      widgets: [
        { kind: "months", measure: "revenue", chart: "area", class: "@min-[860px]:col-span-8" },
        {
          kind: "breakdown",
          chart: "rows",
          colors: "one",
          switchable: true,
          class: "@min-[860px]:col-span-4",
        },
        {
          kind: "months",
          measure: "margin",
          chart: "bars",
          class: "col-span-full",
          chartClass: `${classes.chart} @min-[860px]:h-50`,
        },
        { kind: "orders", class: "col-span-full" },
      ],
    },
  ],
};

export const exploReport: Layout = {
  ...shared,
  exportName: "explo-report",
  filters: "report-panel",
  figures: ["orders", "average"],
  classes: {
    ...classes,
    body: "grid items-start gap-4.5 @min-[860px]:grid-cols-[250px_minmax(0,1fr)]",
    filters: "grid gap-3 @max-narrow:grid-cols-2",
  },
  pages: [
    {
      id: "report",
      title: "Report",
      icon: "chart",
      class: "grid grid-cols-1 gap-4.5",
      widgets: [{ kind: "breakdown", chart: "columns", colors: "one" }, { kind: "report-table" }],
    },
  ],
};
