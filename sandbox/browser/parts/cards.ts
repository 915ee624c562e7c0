// Decides what stands in a dashboard's cards: months, breakdown, ranks, margin.

import { hasMargin, type Slice, type Split } from "../data/answer";
import type { Feed } from "../data/feed";
import type { Words } from "../data/format";
import { h, setText } from "../page/dom";
import { chartBox } from "./chart";
import { monthsOption, type SeriesShape, type SliceShape, slicesOption } from "./chart-options";
import { selectBox } from "./filter-bar";
import type { Part } from "./part";
import { monthsSummary, slicesSummary } from "./summaries";

export type Card = Part & { head: HTMLElement };

/** A card with a heading; `name` becomes its class. Card headings are level 3 where sections are 2. */
export function card(
  name: string,
  title: string,
  level: "h2" | "h3",
  body: Node[],
): { node: HTMLElement; head: HTMLElement; heading: HTMLElement } {
  const heading = h(level, {}, title);
  const head = h("div", { class: "card-head" }, heading);
  const node = h("section", { class: `card ${name}` }, head, ...body);
  return { node, head, heading };
}

/** Revenue (or Finance's margin) by month. */
export function monthsCard(given: {
  title: string;
  level: "h2" | "h3";
  shape: SeriesShape;
  colour: number;
  margin: boolean;
}): Card {
  const chart = chartBox(given.title);
  const box = card(given.margin ? "margin" : "months", given.title, given.level, [chart.node]);
  let drawn: unknown = null;
  return {
    ...box,
    show({ answer }, words) {
      if (given.margin) box.node.hidden = !(answer && hasMargin(answer));
      if (!answer || drawn === answer || box.node.hidden) return;
      drawn = answer;
      const option = monthsOption({ ...given, months: answer.months, ink: chart.ink(), words });
      chart.draw(option, monthsSummary(answer.months, given.margin, words));
    },
    close: chart.close,
  };
}

const splitNames: Record<Split, string> = {
  category: "Category",
  region: "Region",
  team: "Team",
  product: "Product",
};

/** How to split the revenue; only shown to those who may explore. */
export function splitSwitch(feed: Feed): Part {
  const box = selectBox("Group by", "groupBy", (value) =>
    feed.setFilters({ ...feed.view().filters, groupBy: value as Split }),
  );
  const choices = Object.entries(splitNames).map(([value, label]) => ({ value, label }));
  box.node.classList.add("split");
  box.node.hidden = true;
  return {
    node: box.node,
    show({ answer, filters }) {
      box.node.hidden = !answer?.permissions.explore;
      box.fill(choices, filters.groupBy);
    },
  };
}

/** Slices as a list with bars or a legend's swatches: the values in words beside every chart. */
export function rankList(swatches: boolean): {
  node: HTMLElement;
  draw(slices: Slice[], words: Words): void;
} {
  const node = h("ol", { class: swatches ? "ranks legend" : "ranks" });
  return {
    node,
    draw(slices, words) {
      const sum = slices.reduce((total, slice) => total + slice.revenue, 0);
      const most = Math.max(1, ...slices.map((slice) => slice.revenue));
      const rows = slices.map((slice, index) =>
        h(
          "li",
          { style: `--share:${slice.revenue / most};--swatch:var(--c${(index % 6) + 1})` },
          h("span", { class: "rank-name" }, slice.label),
          h("span", { class: "rank-value" }, words.money(slice.revenue)),
          h("span", { class: "rank-share" }, words.percent(sum > 0 ? slice.revenue / sum : 0)),
        ),
      );
      node.replaceChildren(...rows);
    },
  };
}

/** Revenue by category, or by what an explorer chose. `legend` writes the slices beside the chart. */
export function breakdownCard(given: {
  feed: Feed;
  level: "h2" | "h3";
  shape: SliceShape | "list";
  legend: boolean;
  single: boolean;
  /** Whether explorers get the switch in this card. */
  switchable: boolean;
}): Card {
  const { shape } = given;
  const chart = shape === "list" ? null : chartBox("Revenue by group");
  const ranks = given.legend || shape === "list" ? rankList(shape !== "list") : null;
  const body = h(
    "div",
    { class: `breakdown-body ${shape}` },
    chart?.node ?? null,
    ranks?.node ?? null,
  );
  const box = card("breakdown", "Revenue by category", given.level, [body]);
  const split = given.switchable ? splitSwitch(given.feed) : null;
  if (split) box.head.append(split.node);
  let drawn: unknown = null;
  return {
    ...box,
    show(view, words) {
      split?.show(view, words);
      const { answer } = view;
      if (!answer || drawn === answer) return;
      drawn = answer;
      setText(box.heading, `Revenue by ${splitNames[answer.groupBy].toLowerCase()}`);
      ranks?.draw(answer.breakdown, words);
      if (chart && shape !== "list") {
        const { single } = given;
        const option = slicesOption({
          slices: answer.breakdown,
          shape,
          single,
          ink: chart.ink(),
          words,
        });
        chart.draw(option, slicesSummary(answer.breakdown, words));
      }
    },
    close: () => chart?.close(),
  };
}

/** A title with the line under it that says what the data covers and how fresh it is. */
export function titleBlock(title: string): Part {
  const line = h("p", { class: "covers" }, "Loading…");
  return {
    node: h("div", { class: "title" }, h("h1", {}, title), line),
    show({ answer, asOf, status }, words) {
      if (status === "failed") setText(line, "Not loaded");
      if (!answer) return;
      const scope = answer.region ? `${answer.tenant}, region ${answer.region}` : answer.tenant;
      setText(line, `${scope} · ${words.whole(answer.rows)} orders · as of ${words.clock(asOf)}`);
      line.title = words.moment(asOf);
    },
  };
}
