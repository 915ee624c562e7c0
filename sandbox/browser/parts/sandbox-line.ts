// Decides what the thin line over every dashboard says: whose stand-in this is, who looks, how long.

import type { Feed } from "../data/feed";
import { remainingText, type Words } from "../data/format";
import { h, setText } from "../page/dom";
import type { Part } from "./part";

export function sandboxLine(vendor: string, feed: Feed): Part {
  const viewer = h("span", { class: "who" });
  const tenant = h("span", { class: "who" });
  const region = h("span", { class: "who" });
  const state = h("span", { class: "state-word" });
  const left = h("span", { class: "left" });
  const viewerPair = h("span", { class: "pair" }, h("span", { class: "key" }, "Viewer"), viewer);
  const facts = h(
    "span",
    { class: "facts", hidden: true },
    viewerPair,
    h("span", { class: "pair" }, h("span", { class: "key" }, "Tenant"), tenant),
    h("span", { class: "pair" }, h("span", { class: "key" }, "Rows"), region),
    h("span", { class: "pulse" }, left, h("span", { class: "dot", "aria-hidden": "true" }), state),
  );
  const node = h(
    "section",
    { class: "sandbox-line", "aria-label": "Sandbox" },
    h("span", { class: "badge" }, "Sandbox"),
    h("span", { class: "vendor-name" }, `${vendor} stand-in`),
    facts,
  );
  let words: Words | null = null;

  function countDown() {
    const remaining = feed.remaining();
    if (remaining === null || !words) return;
    const expired = feed.view().status === "expired";
    const end = words.moment(Date.now() + remaining);
    // The exact time is worked out from what is left: this browser's clock may be wrong.
    if (!expired) setText(left, `Expires in ${remainingText(remaining)}`);
    else setText(left, "Expired");
    if (!expired && left.title !== `At ${end}`) left.title = `At ${end}`;
  }

  feed.tick(countDown);
  return {
    node,
    show(view, current) {
      words = current;
      const { answer, status } = view;
      node.dataset.state = status;
      if (!answer && status !== "expired") return;
      facts.hidden = false;
      setText(state, status === "expired" ? "expired" : "live");
      state.dataset.testid = "state";
      if (answer) {
        setText(viewer, answer.viewer ?? "");
        setText(tenant, answer.tenant);
        setText(region, answer.region ?? "All regions");
        viewer.dataset.testid = "viewer";
        tenant.dataset.testid = "tenant";
      }
      viewerPair.classList.toggle("empty", !answer?.viewer);
      countDown();
    },
  };
}
