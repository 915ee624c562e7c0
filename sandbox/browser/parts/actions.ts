// Decides which actions a viewer's permissions put beside the title.

import type { Feed } from "../data/feed";
import { h, icon } from "../page/dom";
import type { Part } from "./part";

async function save(feed: Feed, name: string, place: Node): Promise<void> {
  const address = URL.createObjectURL(await feed.download());
  const link = h("a", { href: address, download: `${name}.csv`, hidden: true });
  place.appendChild(link);
  link.click();
  link.remove();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** An Edit badge and a CSV export, each only where the data answer permits it. */
export function actions(feed: Feed, fileName: string): Part {
  const label = h("span", {}, "Export CSV");
  const said = h("span", { class: "visually-hidden", role: "status" });
  const press = async () => {
    button.disabled = true;
    label.textContent = "Exporting…";
    try {
      await save(feed, fileName, node);
      said.textContent = "The CSV was downloaded";
      label.textContent = "Export CSV";
    } catch {
      said.textContent = "The export failed";
      label.textContent = "Export failed, try again";
    }
    button.disabled = false;
  };
  const button = h(
    "button",
    { type: "button", hidden: true, click: () => void press() },
    icon("download"),
    label,
  );
  const badge = h("span", { class: "edit-badge", hidden: true }, icon("pencil"), "Edit");
  const node = h("div", { class: "actions" }, badge, button, said);
  return {
    node,
    show({ answer, status }) {
      if (!answer) return;
      badge.hidden = !answer.permissions.edit;
      button.hidden = !answer.permissions.export || answer.rows === 0;
      if (status === "expired") button.disabled = true;
      else if (label.textContent !== "Exporting…") button.disabled = false;
    },
  };
}
