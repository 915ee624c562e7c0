// Decides how one moves between the pages of a dashboard: tabs or a list, both by keyboard.

import type { View } from "../data/feed";
import { h, type IconName, icon } from "../page/dom";
import type { Part } from "./part";

export type Page = {
  id: string;
  title: string;
  icon: IconName;
  node: HTMLElement;
  /** Whether this viewer has the page at all. */
  given(view: View): boolean;
};

export type Pages = Part & {
  /** Shows a page; an unknown or withheld one changes nothing. */
  select(id: string): void;
  selected(): string;
};

/** `tabs` is a tab list, `list` a navigation. `changed` hears only what the viewer or host chose. */
export function pageSwitch(
  kind: "tabs" | "list",
  label: string,
  pages: Page[],
  first: string,
  changed: (id: string) => void,
): Pages {
  const tabs = kind === "tabs";
  let current = pages.some((page) => page.id === first) ? first : (pages[0]?.id ?? "");
  let withheld = new Set<string>();

  const buttons = pages.map((page) => {
    const button = h(
      "button",
      {
        type: "button",
        ...(tabs ? { role: "tab", id: `tab-${page.id}`, "aria-controls": page.id } : {}),
        click: () => select(page.id),
      },
      icon(page.icon),
      page.title,
    );
    page.node.id = page.id;
    if (tabs) {
      page.node.setAttribute("role", "tabpanel");
      page.node.setAttribute("aria-labelledby", `tab-${page.id}`);
    }
    return button;
  });
  const items = tabs ? buttons : buttons.map((button) => h("li", {}, button));
  const node = tabs
    ? h(
        "div",
        {
          class: "tabs",
          role: "tablist",
          "aria-label": label,
          keydown: (event) => step(event as KeyboardEvent),
        },
        ...items,
      )
    : h("nav", { class: "page-list", "aria-label": label }, h("ul", {}, ...items));

  function step(event: KeyboardEvent) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move === undefined) return;
    const open = pages.filter((page) => !withheld.has(page.id));
    const at = open.findIndex((page) => page.id === current);
    const next = open[(at + move + open.length) % open.length];
    if (!next) return;
    select(next.id);
    buttons[pages.indexOf(next)]?.focus();
  }

  function draw() {
    pages.forEach((page, index) => {
      const on = page.id === current;
      const button = buttons[index];
      const item = items[index];
      page.node.hidden = !on;
      if (item) item.hidden = withheld.has(page.id);
      if (tabs) {
        button?.setAttribute("aria-selected", String(on));
        button?.setAttribute("tabindex", on ? "0" : "-1");
      } else if (on) button?.setAttribute("aria-current", "page");
      else button?.removeAttribute("aria-current");
    });
  }

  function select(id: string) {
    if (id === current || withheld.has(id) || !pages.some((page) => page.id === id)) return;
    current = id;
    draw();
    changed(id);
  }

  draw();
  return {
    node,
    select,
    selected: () => current,
    show(view) {
      if (!view.answer) return;
      withheld = new Set(pages.filter((page) => !page.given(view)).map((page) => page.id));
      if (withheld.has(current))
        current = pages.find((page) => !withheld.has(page.id))?.id ?? current;
      draw();
    },
  };
}
