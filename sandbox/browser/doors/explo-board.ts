// Decides the layout of Explo's dashboard, in its frame and in its web component alike.

import type { Feed } from "../data/feed";
import { h } from "../page/dom";
import { actions } from "../parts/actions";
import { breakdownCard, card, monthsCard, titleBlock } from "../parts/cards";
import { figureStrip } from "../parts/figures";
import { filterBar } from "../parts/filter-bar";
import { notices } from "../parts/notices";
import { ordersTable } from "../parts/orders-table";
import { bindParts, type Manner } from "../parts/part";
import { sandboxLine } from "../parts/sandbox-line";

/**
 * Fills `root` with the board; returns how to stop. Inside another page there is a main part already,
 * and the board is one section of it.
 */
export function exploBoard(
  root: HTMLElement,
  feed: Feed,
  manner: Manner,
  title: string,
  place: "page" | "element",
): () => void {
  const line = sandboxLine("Explo", feed);
  const heading = titleBlock(title);
  const does = actions(feed, "explo-orders");
  const filters = filterBar(feed, { category: "Category", region: "Region" });
  const notice = notices(feed, "This view has expired. No new data can be loaded.");
  const figures = figureStrip("Key figures", true, ["orders", "average", "units", "marginRate"]);
  const months = monthsCard({
    title: "Revenue by month",
    level: "h2",
    shape: "area",
    colour: 0,
    margin: false,
  });
  const split = breakdownCard({
    feed,
    level: "h2",
    shape: "rows",
    legend: false,
    single: true,
    switchable: true,
  });
  const margin = monthsCard({
    title: "Margin by month",
    level: "h2",
    shape: "bars",
    colour: 1,
    margin: true,
  });
  const table = ordersTable("Recent orders", false);
  const orders = card("orders", "Recent orders", "h2", [table.node]);
  root.append(
    line.node,
    h(
      place === "page" ? "main" : "section",
      { class: "board", "aria-label": title },
      h("header", { class: "board-head" }, heading.node, does.node),
      filters.node,
      notice.node,
      h(
        "div",
        { class: "content" },
        figures.node,
        h("div", { class: "grid" }, months.node, split.node, margin.node, orders.node),
      ),
    ),
  );
  return bindParts(root, feed, manner, [
    line,
    heading,
    does,
    filters,
    notice,
    figures,
    months,
    split,
    margin,
    table,
  ]);
}
