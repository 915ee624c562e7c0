// Decides which filters a viewer can set, out of what the data says there is to filter.

import type { Feed } from "../data/feed";
import { type Filters, isNarrowed, noFilters, withMonth } from "../data/filters";
import { h, icon, setText } from "../page/dom";
import type { Part } from "./part";

type Choice = { value: string; label: string };

export type Select = {
  node: HTMLElement;
  control: HTMLSelectElement;
  fill(choices: Choice[], value: string): void;
};

let fields = 0;

/** A labelled native select whose choices may change without losing focus. */
export function selectBox(label: string, name: string, change: (value: string) => void): Select {
  const id = `field-${++fields}`;
  const control = h("select", { id, name, change: () => change(control.value) });
  const node = h(
    "div",
    { class: "field" },
    h("label", { class: "field-label", for: id }, label),
    h("span", { class: "select" }, control, icon("chevron")),
  );
  let filled = "";
  return {
    node,
    control,
    fill(choices, value) {
      const key = JSON.stringify(choices);
      if (key !== filled) {
        control.replaceChildren(
          ...choices.map((choice) => h("option", { value: choice.value }, choice.label)),
        );
        filled = key;
      }
      if (control.value !== value) control.value = value;
      node.classList.toggle("set", value !== "");
    },
  };
}

/** A value that the data does not list (out of an old link) stays choosable, so that it can be seen. */
function choicesOf(all: string, values: string[], chosen: string): Choice[] {
  const missing = chosen && !values.includes(chosen) ? [chosen] : [];
  const listed = [...values, ...missing].map((value) => ({ value, label: value }));
  return [{ value: "", label: all }, ...listed];
}

export function filterBar(feed: Feed, labels: { category: string; region: string }): Part {
  const set = (next: Partial<Filters>) => feed.setFilters({ ...feed.view().filters, ...next });
  const category = selectBox(labels.category, "category", (value) => set({ category: value }));
  const region = selectBox(labels.region, "region", (value) => set({ region: value }));
  const from = selectBox("From", "from", (value) =>
    feed.setFilters(withMonth(feed.view().filters, "from", value)),
  );
  const to = selectBox("To", "to", (value) =>
    feed.setFilters(withMonth(feed.view().filters, "to", value)),
  );
  const clear = h(
    "button",
    {
      type: "button",
      class: "quiet clear",
      hidden: true,
      click: () => {
        category.control.focus();
        feed.setFilters({ ...noFilters, groupBy: feed.view().filters.groupBy });
      },
    },
    "Clear filters",
  );
  const said = h("span", { class: "visually-hidden", role: "status" });
  const group = h(
    "fieldset",
    { class: "filters", disabled: true },
    h("legend", { class: "visually-hidden" }, "Filters"),
    category.node,
    region.node,
    from.node,
    to.node,
    clear,
  );
  return {
    node: h("div", { class: "filter-bar" }, group, said),
    show(view, words) {
      const { answer, filters } = view;
      group.disabled = !answer;
      if (!answer) return;
      const { categories, regions, months } = answer.filters;
      const ends = months.map((month) => ({ value: month, label: words.month(month) }));
      category.fill(choicesOf("All categories", categories, filters.category), filters.category);
      region.fill(choicesOf("All regions", regions, filters.region), filters.region);
      region.node.hidden = regions.length < 2 && !filters.region;
      from.fill([{ value: "", label: "First month" }, ...ends], filters.from);
      to.fill([{ value: "", label: "Last month" }, ...ends], filters.to);
      clear.hidden = !isNarrowed(filters);
      if (!view.busy) {
        setText(
          said,
          isNarrowed(filters) ? `${words.whole(answer.selected.rows)} orders match` : "",
        );
      }
    },
  };
}
