// Decides which key figures stand over a dashboard and how each is written.

import { type Answer, hasMargin } from "../data/answer";
import type { View } from "../data/feed";
import { isNarrowed } from "../data/filters";
import type { Words } from "../data/format";
import { h, setText } from "../page/dom";
import type { Part } from "./part";

export type FigureName = "orders" | "average" | "units" | "margin" | "marginRate";

type Figure = { label: string; write(answer: Answer, words: Words): string };

const figures: Record<FigureName, Figure> = {
  orders: { label: "Orders", write: ({ selected }, words) => words.whole(selected.rows) },
  average: {
    label: "Average order",
    write: ({ selected }, words) =>
      selected.rows > 0 ? words.exactMoney(Math.round(selected.total / selected.rows)) : "–",
  },
  units: { label: "Units sold", write: ({ selected }, words) => words.whole(selected.quantity) },
  margin: { label: "Margin", write: ({ selected }, words) => words.money(selected.margin ?? 0) },
  marginRate: {
    label: "Margin rate",
    write: ({ selected }, words) =>
      selected.total > 0 ? words.percent((selected.margin ?? 0) / selected.total) : "–",
  },
};

function bone(): HTMLElement {
  return h("span", { class: "bone" });
}

/** Revenue: the viewer's unfiltered total always stands there; a filter puts its own sum over it. */
function revenueFigure(): Part {
  const label = h("dt", {}, "Total revenue");
  const total = h("span", { class: "total" }, bone());
  const chosen = h("span", { class: "chosen", hidden: true });
  const node = h("div", { class: "figure figure-revenue" }, label, h("dd", {}, chosen, total));
  return {
    node,
    show({ answer, filters }, words) {
      if (!answer) return;
      const narrowed = isNarrowed(filters);
      node.classList.toggle("narrowed", narrowed);
      chosen.hidden = !narrowed;
      setText(label, narrowed ? "Revenue, filtered" : "Total revenue");
      setText(chosen, words.money(answer.selected.total));
      setText(
        total,
        narrowed ? `of ${words.money(answer.total)} in total` : words.money(answer.total),
      );
      total.dataset.testid = "total";
      total.dataset.value = String(answer.total);
      total.title = words.exactMoney(answer.total);
    },
  };
}

function plainFigure(name: FigureName): Part {
  const figure = figures[name];
  const value = h("dd", {}, bone());
  const node = h("div", { class: `figure figure-${name}` }, h("dt", {}, figure.label), value);
  const finance = name === "margin" || name === "marginRate";
  return {
    node,
    show({ answer }: View, words) {
      node.hidden = finance && !(answer && hasMargin(answer));
      if (answer && !node.hidden) setText(value, figure.write(answer, words));
    },
  };
}

/** A strip of figures: revenue first if asked for, then the named ones. Finance's only where given. */
export function figureStrip(label: string, revenue: boolean, names: FigureName[]): Part {
  const parts = [...(revenue ? [revenueFigure()] : []), ...names.map(plainFigure)];
  const node = h(
    "dl",
    { class: "figures", "aria-label": label },
    ...parts.map((part) => part.node),
  );
  return {
    node,
    show(view, words) {
      for (const part of parts) part.show(view, words);
    },
  };
}
