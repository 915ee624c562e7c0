// Decides the layout of Basedash: an app with its own navigation and chat, or one shared dashboard.

import { hasMargin } from "../data/answer";
import type { Feed, View } from "../data/feed";
import type { Words } from "../data/format";
import { h, icon, setText } from "../page/dom";
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
import { insightsOf } from "./insights";

/** The greeting for an hour of the day in the viewer's zone. */
export function greeting(hour: number): string {
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}

function hourIn(timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
  return Number(format.format(Date.now()));
}

function greetingBlock(): Part {
  const hello = h("h1", {}, "Hello");
  const line = h("p", { class: "covers" }, "Loading…");
  return {
    node: h("div", { class: "greeting" }, hello, line),
    show({ answer, status, asOf }: View, words) {
      if (status === "failed") setText(line, "Not loaded");
      if (!answer) return;
      setText(hello, greeting(hourIn(words.timeZone)));
      const scope = answer.region ? `${answer.tenant}, region ${answer.region}` : answer.tenant;
      setText(line, `Here is how ${scope} is doing, as of ${words.clock(asOf)}.`);
    },
  };
}

/** Questions as buttons, answered out of the data that is shown. */
function chat(): Part {
  const log = h("div", { class: "chat-log", role: "log", "aria-label": "Answers" });
  const prompts = h("div", { class: "prompts" });
  const box = card("chat", "Ask about your data", "h2", [log, prompts]);
  const { node } = box;
  let drawn: unknown = null;

  function answerWith(question: string, title: string, text: string) {
    // Two exchanges at a time, so that the figures below stay in sight.
    while (log.childElementCount >= 4) log.firstElementChild?.remove();
    log.append(
      h("p", { class: "asked" }, question),
      h("p", { class: "answered" }, icon("spark"), h("span", {}, h("strong", {}, title), text)),
    );
  }

  return {
    node,
    show({ answer }, words: Words) {
      if (!answer || drawn === answer) return;
      drawn = answer;
      const buttons = insightsOf(answer, words).map(({ question, title, text }) =>
        h("button", { type: "button", click: () => answerWith(question, title, text) }, question),
      );
      const focused = [...prompts.children].indexOf(document.activeElement as Element);
      prompts.replaceChildren(...buttons);
      buttons[focused]?.focus();
      node.hidden = buttons.length === 0;
      const [summary] = insightsOf(answer, words);
      if (summary && log.childElementCount === 0) {
        answerWith(summary.question, summary.title, summary.text);
      }
    },
  };
}

export function basedashShell(given: {
  root: HTMLElement;
  feed: Feed;
  manner: Manner;
  title: string;
  /** Null: one shared dashboard, with no app around it. */
  app: { sidebar: boolean; chat: boolean } | null;
}): void {
  const { root, feed, app } = given;
  const line = sandboxLine("Basedash", feed);
  const heading = app ? greetingBlock() : titleBlock(given.title);
  const does = actions(feed, "basedash-orders");
  const filters = filterBar(feed, { category: "Category", region: "Region" });
  const sentence = app
    ? "Your session has ended. Open the dashboard again from your app."
    : "The JWT token is invalid or has expired";
  const notice = notices(feed, sentence);
  const figures = figureStrip("Key figures", true, ["orders", "average", "units"]);
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
  const rates = figureStrip("Finance figures", false, ["margin", "marginRate"]);
  const margin = monthsCard({
    title: "Margin by month",
    level: "h2",
    shape: "bars",
    colour: 1,
    margin: true,
  });
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
    rates,
    margin,
    byMonth,
    table,
  ];

  const home = h("div", { class: "page home" }, months.node, split.node);
  const finance = h("div", { class: "page finance" }, rates.node, margin.node, byMonth.node);
  const recent = h("div", { class: "page recent" }, orders.node);
  let side: HTMLElement | null = null;
  if (app) {
    const finances = ({ answer }: View) => Boolean(answer && hasMargin(answer));
    const pages = pageSwitch(
      "list",
      "Basedash",
      [
        { id: "home", title: "Home", icon: "home", node: home, given: () => true },
        { id: "finance", title: "Finance", icon: "coin", node: finance, given: finances },
        { id: "orders", title: "Orders", icon: "table", node: recent, given: () => true },
      ],
      "home",
      () => undefined,
    );
    parts.push(pages);
    if (app.sidebar) side = h("aside", { class: "side", "aria-label": "Workspace" }, pages.node);
    if (app.chat) {
      const asks = chat();
      parts.push(asks);
      home.prepend(asks.node);
    }
  } else {
    parts.push({
      node: finance,
      show: ({ answer }) => {
        finance.hidden = !(answer && hasMargin(answer));
      },
    });
  }

  root.classList.toggle("app", app !== null);
  root.append(
    line.node,
    h(
      "div",
      { class: "shell" },
      side,
      h(
        "main",
        { class: "main" },
        h("header", { class: "main-head" }, heading.node, does.node),
        filters.node,
        notice.node,
        h("div", { class: "content" }, figures.node, home, finance, recent),
      ),
    ),
  );
  bindParts(root, feed, given.manner, parts);
}
