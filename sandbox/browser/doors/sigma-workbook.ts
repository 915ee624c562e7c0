// Decides the layout of Sigma's workbook: controls above, pages as tabs below, elements between.

import { hasMargin } from "../data/answer";
import type { Feed } from "../data/feed";
import type { Named } from "../page/boot";
import { h, icon } from "../page/dom";
import { actions } from "../parts/actions";
import { breakdownCard, card, monthsCard, titleBlock } from "../parts/cards";
import { figureStrip } from "../parts/figures";
import { filterBar } from "../parts/filter-bar";
import { monthsTable } from "../parts/months-table";
import { notices } from "../parts/notices";
import { ordersTable } from "../parts/orders-table";
import { type Pages, pageSwitch } from "../parts/pages";
import { bindParts, type Manner } from "../parts/part";
import { sandboxLine } from "../parts/sandbox-line";
import { sessionExpired } from "./sigma-messages";

export type Workbook = {
  pages: Pages;
  /** Fills the page with one element, or gives it back with null; false for an unknown element. */
  fill(nodeId: string | null): boolean;
};

/** What the registered pages and elements are called; those that are not registered get a default. */
function named(list: Named[], about: RegExp, otherwise: Named): Named {
  return list.find(({ id, title }) => about.test(id) || about.test(title)) ?? otherwise;
}

export function sigmaWorkbook(given: {
  root: HTMLElement;
  feed: Feed;
  manner: Manner;
  title: string;
  /** What of the workbook is embedded. */
  only: { page: string } | { element: string } | null;
  registered: { pages: Named[]; elements: Named[] };
  /** The page to open with, if it exists. */
  first: string | null;
  pageChanged: (id: string) => void;
  fullScreen: (on: boolean) => void;
}): Workbook {
  const { root, feed, only } = given;
  const line = sandboxLine("Sigma", feed);
  const heading = titleBlock(given.title);
  const does = actions(feed, "sigma-orders");
  const controls = filterBar(feed, { category: "Category", region: "Region" });
  const notice = notices(feed, sessionExpired);
  const figures = figureStrip("Key figures", true, ["orders", "average", "units"]);
  const months = monthsCard({
    title: "Revenue by month",
    level: "h2",
    shape: "bars",
    colour: 0,
    margin: false,
  });
  const split = breakdownCard({
    feed,
    level: "h2",
    shape: "columns",
    legend: false,
    single: false,
    switchable: true,
  });
  const margin = monthsCard({
    title: "Margin by month",
    level: "h2",
    shape: "line",
    colour: 1,
    margin: true,
  });
  const rates = figureStrip("Finance figures", false, ["margin", "marginRate"]);
  const byMonth = monthsTable("h2");
  const table = ordersTable("Recent orders", true);
  const orders = card("orders", "Recent orders", "h2", [table.node]);

  const { registered } = given;
  const element = (about: RegExp, id: string) =>
    named(registered.elements, about, { id, title: id }).id;
  const elements: Record<string, { node: HTMLElement; head: HTMLElement }> = {
    [element(/revenue/i, "el_revenue")]: months,
    [element(/breakdown|category|region/i, "el_breakdown")]: split,
    [element(/margin/i, "el_margin")]: margin,
    [element(/orders|table/i, "el_orders")]: orders,
  };
  const financePage = named(registered.pages, /financ/i, { id: "pg_finance", title: "Finance" });
  const overviewPage = named(registered.pages, /^(?!.*financ)/i, {
    id: "pg_overview",
    title: "Overview",
  });
  let filled: string | null = null;
  const buttons = Object.entries(elements).map(([id, element]) => {
    element.node.dataset.node = id;
    const button = h("button", {
      type: "button",
      class: "expand",
      click: () => fill(filled === id ? null : id),
    });
    element.head.append(button);
    return { id, button, element };
  });

  function label() {
    for (const { id, button } of buttons) {
      const open = filled === id;
      button.setAttribute("aria-label", open ? "Leave full screen" : "Full screen");
      button.setAttribute("aria-pressed", String(open));
      button.replaceChildren(icon(open ? "shrink" : "expand"));
    }
  }

  function fill(nodeId: string | null): boolean {
    const page = buttons.find(({ id }) => id === nodeId)?.element.node.closest(".page");
    if (nodeId !== null && !page) return false;
    if (nodeId === filled) return true;
    filled = nodeId;
    if (page) pages.select(page.id);
    root.dataset.filled = String(filled !== null);
    for (const { id, element } of buttons) element.node.classList.toggle("filled", id === filled);
    label();
    given.fullScreen(filled !== null);
    return true;
  }

  const overview = h("div", { class: "page overview" }, months.node, split.node, orders.node);
  const withheld = h(
    "p",
    { class: "withheld", hidden: true },
    "This page holds nothing that you may see.",
  );
  const finance = h(
    "div",
    { class: "page finance" },
    rates.node,
    margin.node,
    byMonth.node,
    withheld,
  );
  const isFinancePage = only !== null && "page" in only && only.page === financePage.id;
  const pages = pageSwitch(
    "tabs",
    "Pages",
    [
      { ...overviewPage, icon: "chart", node: overview, given: () => true },
      {
        ...financePage,
        icon: "coin",
        node: finance,
        given: ({ answer }) => isFinancePage || Boolean(answer && hasMargin(answer)),
      },
    ],
    given.first ?? overviewPage.id,
    given.pageChanged,
  );
  pages.node.hidden = only !== null;

  const single = only && "element" in only ? (elements[only.element] ?? months) : null;
  const body = single
    ? h("div", { class: "page single" }, single.node)
    : h("div", { class: "pages" }, overview, finance);
  root.classList.toggle("one-element", single !== null);
  if (single) controls.node.hidden = true;
  root.append(
    line.node,
    h(
      "main",
      { class: "workbook" },
      h("header", { class: "bar" }, heading.node, does.node),
      controls.node,
      h("div", { class: "sheet" }, notice.node, h("div", { class: "content" }, figures.node, body)),
      pages.node,
    ),
  );
  label();
  bindParts(root, feed, given.manner, [
    line,
    heading,
    does,
    controls,
    notice,
    figures,
    pages,
    months,
    split,
    margin,
    rates,
    byMonth,
    table,
    {
      node: withheld,
      show({ answer }) {
        withheld.hidden = !answer || hasMargin(answer);
        rates.node.hidden = !withheld.hidden;
      },
    },
  ]);
  return { pages, fill };
}
