// Decides the layout of Scoop's canvas: tiles of different sizes on a dotted ground.

import type { Feed } from "../data/feed";
import { h, icon } from "../page/dom";
import { actions } from "../parts/actions";
import { breakdownCard, card, monthsCard, titleBlock } from "../parts/cards";
import { figureStrip } from "../parts/figures";
import { filterBar } from "../parts/filter-bar";
import { notices } from "../parts/notices";
import { ordersTable } from "../parts/orders-table";
import { bindParts, type Manner, type Part } from "../parts/part";
import { sandboxLine } from "../parts/sandbox-line";
import { insightsOf } from "./insights";

/** Sentences about the data, each with what it is about as its title. */
function insightTiles(): Part {
  const list = h("ul", { class: "insights" });
  const box = card("insight", "What stands out", "h2", [list]);
  box.head.prepend(icon("spark"));
  let drawn: unknown = null;
  return {
    node: box.node,
    show({ answer }, words) {
      if (!answer || drawn === answer) return;
      drawn = answer;
      const insights = insightsOf(answer, words);
      box.node.hidden = insights.length === 0;
      list.replaceChildren(
        ...insights.map(({ title, text }) =>
          h("li", {}, h("strong", {}, title), h("span", {}, text)),
        ),
      );
    },
  };
}

export function scoopBoard(root: HTMLElement, feed: Feed, manner: Manner, title: string): void {
  const line = sandboxLine("Scoop", feed);
  const heading = titleBlock(title);
  const does = actions(feed, "scoop-orders");
  const filters = filterBar(feed, { category: "Category", region: "Region" });
  const notice = notices(feed, "This canvas has expired and shows no newer data.");
  const figures = figureStrip("Key figures", true, ["orders", "average", "units", "margin"]);
  const insights = insightTiles();
  const months = monthsCard({
    title: "Revenue by month",
    level: "h2",
    shape: "steps",
    colour: 0,
    margin: false,
  });
  const split = breakdownCard({
    feed,
    level: "h2",
    shape: "list",
    legend: false,
    single: false,
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
      "main",
      { class: "canvas" },
      h("header", { class: "canvas-head" }, heading.node, filters.node, does.node),
      notice.node,
      h(
        "div",
        { class: "content" },
        figures.node,
        months.node,
        insights.node,
        split.node,
        margin.node,
        orders.node,
      ),
    ),
  );
  bindParts(root, feed, manner, [
    line,
    heading,
    does,
    filters,
    notice,
    figures,
    insights,
    months,
    split,
    margin,
    table,
  ]);
}
