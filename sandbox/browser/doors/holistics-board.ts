// Decides the layout of Holistics: a report in sections, inside a portal with its objects at the left.

import { hasMargin } from "../data/answer";
import type { Feed } from "../data/feed";
import { h, icon } from "../page/dom";
import { actions } from "../parts/actions";
import { breakdownCard, card, monthsCard, titleBlock } from "../parts/cards";
import { figureStrip } from "../parts/figures";
import { filterBar } from "../parts/filter-bar";
import { monthsTable } from "../parts/months-table";
import { notices } from "../parts/notices";
import { ordersTable } from "../parts/orders-table";
import { pageSwitch } from "../parts/pages";
import { bindParts, type Manner, type Part } from "../parts/part";
import { sandboxLine } from "../parts/sandbox-line";

function objectPanel(title: string, list: HTMLElement, collapsed: boolean): HTMLElement {
  const toggle = h(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-expanded": String(!collapsed),
      click: () => {
        const open = toggle.getAttribute("aria-expanded") === "true";
        toggle.setAttribute("aria-expanded", String(!open));
        list.hidden = open;
      },
    },
    icon("list"),
    h("span", { class: "fold-title" }, title),
  );
  list.hidden = collapsed;
  return h("aside", { class: "objects", "aria-label": "Portal" }, toggle, list);
}

export function holisticsBoard(given: {
  root: HTMLElement;
  feed: Feed;
  manner: Manner;
  title: string;
  portal: boolean;
  collapsed: boolean;
}): void {
  const { root, feed, portal } = given;
  const line = sandboxLine("Holistics", feed);
  const heading = titleBlock(given.title);
  const does = actions(feed, "holistics-orders");
  const filters = filterBar(feed, { category: "Product category", region: "Sales region" });
  const notice = notices(
    feed,
    "This embed has expired. Ask the page that shows it for a new link.",
  );
  const figures = figureStrip("Key figures", true, ["orders", "average", "units"]);
  const months = monthsCard({
    title: "Revenue by month",
    level: "h2",
    shape: "line",
    colour: 0,
    margin: false,
  });
  const split = breakdownCard({
    feed,
    level: "h2",
    shape: "ring",
    legend: true,
    single: false,
    switchable: !portal,
  });
  const margin = monthsCard({
    title: "Margin by month",
    level: "h2",
    shape: "area",
    colour: 1,
    margin: true,
  });
  const rates = figureStrip("Finance figures", false, ["margin", "marginRate"]);
  const byMonth = monthsTable("h2");
  const table = ordersTable("Recent orders", false);
  const orders = card("orders", "Recent orders", "h2", [table.node]);
  const parts: Part[] = [
    line,
    heading,
    does,
    filters,
    notice,
    figures,
    months,
    split,
    margin,
    rates,
    byMonth,
    table,
  ];

  const overview = h("div", { class: "page overview" }, months.node, split.node, orders.node);
  const finance = h("div", { class: "page finance" }, rates.node, margin.node, byMonth.node);
  const body = h("div", { class: "content" }, figures.node, overview, finance);
  root.classList.toggle("portal", portal);
  let objects: HTMLElement | null = null;
  if (portal) {
    const explore = breakdownCard({
      feed,
      level: "h2",
      shape: "columns",
      legend: true,
      single: false,
      switchable: true,
    });
    const dataset = h("div", { class: "page dataset" }, explore.node);
    body.append(dataset);
    const finances = (view: ReturnType<Feed["view"]>) =>
      Boolean(view.answer && hasMargin(view.answer));
    const pages = pageSwitch(
      "list",
      "Objects",
      [
        {
          id: "overview",
          title: "Sales overview",
          icon: "chart",
          node: overview,
          given: () => true,
        },
        { id: "finance", title: "Finance", icon: "coin", node: finance, given: finances },
        {
          id: "dataset",
          title: "Orders dataset",
          icon: "table",
          node: dataset,
          given: ({ answer }) => Boolean(answer?.permissions.explore),
        },
      ],
      "overview",
      () => undefined,
    );
    parts.push(explore, pages);
    objects = objectPanel("Portal", pages.node, given.collapsed);
  } else {
    parts.push({
      node: finance,
      show: ({ answer }) => {
        finance.hidden = !(answer && hasMargin(answer));
      },
    });
  }

  root.append(
    line.node,
    h(
      "div",
      { class: "shell" },
      objects,
      h(
        "main",
        { class: "report" },
        h("header", { class: "report-head" }, heading.node, does.node),
        filters.node,
        notice.node,
        body,
      ),
    ),
  );
  bindParts(root, feed, given.manner, parts);
}
