// Decides how Finance reads its months: newest first, with what was kept of each.

import { hasMargin } from "../data/answer";
import { h } from "../page/dom";
import { card } from "./cards";
import type { Part } from "./part";

export function monthsTable(level: "h2" | "h3"): Part {
  const names = ["Orders", "Revenue", "Margin", "Margin rate"];
  const heads = names.map((name) => h("th", { scope: "col", class: "number" }, name));
  const body = h("tbody", {});
  const table = h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, "Margin by month, newest first"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Month"), ...heads)),
    body,
  );
  const scroll = h(
    "div",
    {
      class: "table-scroll",
      role: "region",
      "aria-label": "Margin by month, table",
      tabindex: "0",
    },
    table,
  );
  const box = card("months-table", "Month by month", level, [scroll]);
  let drawn: unknown = null;
  return {
    node: box.node,
    show({ answer }, words) {
      box.node.hidden = !(answer && hasMargin(answer) && answer.months.length > 0);
      if (!answer || drawn === answer || box.node.hidden) return;
      drawn = answer;
      const rows = answer.months.map(({ month, orders, revenue, margin }) => {
        const kept = margin ?? 0;
        const rate = revenue > 0 ? words.percent(kept / revenue) : "–";
        const cells = [words.whole(orders), words.money(revenue), words.money(kept), rate];
        const rest = cells.map((cell) => h("td", { class: "number" }, cell));
        return h("tr", {}, h("th", { scope: "row" }, words.longMonth(month)), ...rest);
      });
      body.replaceChildren(...rows.reverse());
    },
  };
}
