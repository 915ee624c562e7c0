// Decides the layout of Explo's report builder: a panel of choices, and the table they make.

import type { Split } from "../data/answer";
import type { Feed } from "../data/feed";
import { h } from "../page/dom";
import { actions } from "../parts/actions";
import { breakdownCard, card, titleBlock } from "../parts/cards";
import { figureStrip } from "../parts/figures";
import { filterBar } from "../parts/filter-bar";
import { notices } from "../parts/notices";
import { bindParts, type Manner, type Part } from "../parts/part";
import { sandboxLine } from "../parts/sandbox-line";

const groups: [Split, string][] = [
  ["category", "Category"],
  ["region", "Region"],
  ["team", "Team"],
  ["product", "Product"],
];

/** The report's own group-by: radio buttons where exploring is allowed, one fixed line where not. */
function groupPanel(feed: Feed): Part {
  const radios = groups.map(([value, label]) => {
    const input = h("input", {
      type: "radio",
      name: "report-group",
      value,
      change: () => feed.setFilters({ ...feed.view().filters, groupBy: value }),
    });
    return { value, input, node: h("label", { class: "choice" }, input, label) };
  });
  const node = h(
    "fieldset",
    { class: "group-panel", disabled: true },
    h("legend", {}, "Group rows by"),
    ...radios.map((radio) => radio.node),
  );
  return {
    node,
    show({ answer, filters }) {
      node.disabled = !answer?.permissions.explore;
      for (const radio of radios) radio.input.checked = radio.value === filters.groupBy;
    },
  };
}

function resultTable(): Part {
  const head = h("th", { scope: "col" }, "Group");
  const body = h("tbody", {});
  const foot = h("tfoot", {});
  const columns = ["Orders", "Average order", "Revenue", "Share"];
  const heads = columns.map((name) => h("th", { scope: "col", class: "number" }, name));
  const table = h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, "Report result"),
    h("thead", {}, h("tr", {}, head, ...heads)),
    body,
    foot,
  );
  return {
    node: h(
      "div",
      { class: "table-scroll", role: "region", "aria-label": "Report result", tabindex: "0" },
      table,
    ),
    show({ answer }, words) {
      if (!answer) return;
      const name = groups.find(([value]) => value === answer.groupBy)?.[1] ?? "Group";
      head.textContent = name;
      const row = (label: string, orders: number, revenue: number) => {
        const share = answer.selected.total > 0 ? revenue / answer.selected.total : 0;
        const cells = [
          words.whole(orders),
          orders > 0 ? words.exactMoney(Math.round(revenue / orders)) : "–",
          words.exactMoney(revenue),
          words.percent(share),
        ];
        const rest = cells.map((cell) => h("td", { class: "number" }, cell));
        return h("tr", {}, h("th", { scope: "row" }, label), ...rest);
      };
      const rows = answer.breakdown.map((slice) => row(slice.label, slice.orders, slice.revenue));
      body.replaceChildren(...rows);
      foot.replaceChildren(row("All", answer.selected.rows, answer.selected.total));
    },
  };
}

/** Fills `root` with the report builder; returns how to stop. */
export function exploReport(
  root: HTMLElement,
  feed: Feed,
  manner: Manner,
  title: string,
): () => void {
  const line = sandboxLine("Explo", feed);
  const heading = titleBlock(title);
  const does = actions(feed, "explo-report");
  const filters = filterBar(feed, { category: "Category", region: "Region" });
  const notice = notices(feed, "This view has expired. No new data can be loaded.");
  const figures = figureStrip("Key figures", true, ["orders", "average"]);
  const groupBy = groupPanel(feed);
  const chart = breakdownCard({
    feed,
    level: "h2",
    shape: "columns",
    legend: false,
    single: true,
    switchable: false,
  });
  const table = resultTable();
  const result = card("result", "Result", "h2", [table.node]);
  const panel = h(
    "aside",
    { class: "builder", "aria-label": "Report settings" },
    h("h2", {}, "Build the report"),
    groupBy.node,
    filters.node,
  );
  root.append(
    line.node,
    h(
      "main",
      { class: "board report" },
      h("header", { class: "board-head" }, heading.node, does.node),
      notice.node,
      h(
        "div",
        { class: "report-body" },
        panel,
        h("div", { class: "content" }, figures.node, chart.node, result.node),
      ),
    ),
  );
  const parts = [line, heading, does, filters, notice, figures, groupBy, chart, table];
  return bindParts(root, feed, manner, parts);
}
