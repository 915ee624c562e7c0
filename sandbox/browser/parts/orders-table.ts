// Decides how recent orders stand in a table: columns, alignment, and sorting of what is shown.

import type { Order } from "../data/answer";
import type { Words } from "../data/format";
import { h } from "../page/dom";
import type { Part } from "./part";

type Column = {
  key: keyof Order;
  label: string;
  number?: true;
  write(order: Order, words: Words): string;
};

const columns: Column[] = [
  { key: "orderedOn", label: "Date", write: (order, words) => words.day(order.orderedOn) },
  { key: "id", label: "Order", write: (order) => String(order.id) },
  { key: "product", label: "Product", write: (order) => order.product },
  { key: "category", label: "Category", write: (order) => order.category },
  { key: "region", label: "Region", write: (order) => order.region },
  { key: "team", label: "Team", write: (order) => order.team },
  {
    key: "quantity",
    label: "Units",
    number: true,
    write: (order, words) => words.whole(order.quantity),
  },
  {
    key: "amount",
    label: "Amount",
    number: true,
    write: (order, words) => words.exactMoney(order.amount),
  },
];

type Sort = { key: keyof Order; up: boolean } | null;

function sorted(orders: Order[], sort: Sort, locale: string): Order[] {
  if (!sort) return orders;
  const collator = new Intl.Collator(locale, { numeric: true });
  const turn = sort.up ? 1 : -1;
  return [...orders].sort((a, b) => {
    const [left, right] = [a[sort.key], b[sort.key]];
    if (typeof left === "number" && typeof right === "number") return turn * (left - right);
    return turn * collator.compare(String(left), String(right));
  });
}

/** `numbered` puts a row number before each row, as spreadsheets do. */
export function ordersTable(caption: string, numbered: boolean): Part {
  let sort: Sort = null;
  let draw: () => void = () => undefined;
  const heads = columns.map((column) => {
    const press = () => {
      sort =
        sort?.key === column.key
          ? { ...sort, up: !sort.up }
          : { key: column.key, up: !column.number };
      draw();
    };
    const button = h("button", { type: "button", click: press }, column.label);
    return h("th", { scope: "col", class: column.number ? "number" : "" }, button);
  });
  const corner = numbered ? h("th", { scope: "col", class: "row-number" }, "#") : null;
  const body = h("tbody", {});
  const table = h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", {}, h("tr", {}, corner, ...heads)),
    body,
  );
  const node = h(
    "div",
    { class: "table-scroll", role: "region", "aria-label": caption, tabindex: "0" },
    table,
  );

  function cells(order: Order, index: number, words: Words): HTMLTableRowElement {
    const first = numbered ? h("td", { class: "row-number" }, String(index + 1)) : null;
    const rest = columns.map((column) =>
      h("td", { class: column.number ? "number" : column.key }, column.write(order, words)),
    );
    return h("tr", {}, first, ...rest);
  }

  function bones(): HTMLTableRowElement[] {
    return Array.from({ length: 8 }, () =>
      h(
        "tr",
        {},
        h("td", { colspan: columns.length + (numbered ? 1 : 0) }, h("span", { class: "bone" })),
      ),
    );
  }

  body.append(...bones());
  let drawn: unknown = null;
  return {
    node,
    show({ answer }, words) {
      if (!answer || drawn === answer) return;
      drawn = answer;
      draw = () => {
        const rows = sorted(answer.table, sort, words.locale);
        body.replaceChildren(...rows.map((order, index) => cells(order, index, words)));
        heads.forEach((head, index) => {
          const mine = sort && sort.key === columns[index]?.key;
          if (mine) head.setAttribute("aria-sort", sort?.up ? "ascending" : "descending");
          else head.removeAttribute("aria-sort");
        });
      };
      draw();
    },
  };
}
