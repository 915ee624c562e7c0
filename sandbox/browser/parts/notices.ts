// Decides what stands over or instead of the figures: expired, failed, empty, or filtered to nothing.

import type { Feed } from "../data/feed";
import { isNarrowed, noFilters } from "../data/filters";
import { h, icon, setText } from "../page/dom";
import type { Part } from "./part";

/** `expired` is the vendor's own sentence. `retry` is left out where the vendor offers none. */
export function notices(feed: Feed, expired: string): Part {
  const title = h("strong", {});
  const detail = h("span", {});
  const retry = h(
    "button",
    { type: "button", class: "retry", click: () => feed.reload() },
    icon("retry"),
    "Try again",
  );
  const clear = h(
    "button",
    {
      type: "button",
      click: () => feed.setFilters({ ...noFilters, groupBy: feed.view().filters.groupBy }),
    },
    "Clear filters",
  );
  const text = h("p", { role: "status" }, title, detail);
  const node = h("div", { class: "notice", hidden: true }, text, retry, clear);

  function say(kind: string, words: [string, string], offer: "retry" | "clear" | null) {
    node.dataset.kind = kind;
    setText(title, words[0]);
    setText(detail, words[1]);
    retry.hidden = offer !== "retry";
    clear.hidden = offer !== "clear";
    node.hidden = false;
  }

  return {
    node,
    show({ status, answer, problem, filters }) {
      if (status === "expired") say("expired", [expired, ""], null);
      else if (problem) say(answer ? "stale" : "failed", [problem.title, problem.detail], "retry");
      else if (answer && answer.rows === 0) {
        say(
          "empty",
          ["No data yet", "Figures appear here as soon as the first orders arrive."],
          null,
        );
      } else if (answer && answer.selected.rows === 0 && isNarrowed(filters)) {
        say("empty", ["Nothing matches these filters", "No orders in this selection."], "clear");
      } else node.hidden = true;
    },
  };
}
