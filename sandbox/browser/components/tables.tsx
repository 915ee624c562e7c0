/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Order } from "../data/answer";
import type { Format } from "../data/format";
import { useDashboard } from "./context";
import { groupingLabel } from "./filter-bar";
import { Skeleton } from "./key-figures";

type Column = {
  label: string;
  isNumber?: boolean;
  sort?: "ascending" | "descending" | undefined;
  onSort?: () => void;
};

type Row = { key: string; cells: string[] };

function DataTable(props: {
  caption: string;
  columns: Column[];
  /** Undefined while loading. */
  rows: Row[] | undefined;
  footer?: Row | null;
  rowNumbers?: boolean | undefined;
  rowHeaders?: boolean;
}) {
  const { columns, rows, footer, rowNumbers } = props;
  const { layout, expanded } = useDashboard();
  const { classes } = layout;
  const cellClass = `border-line ${classes.cell}`;
  const numberClass = `w-11 bg-background text-right text-2xs text-muted ${cellClass}`;
  const align = (column: Column) => (column.isNumber ? "text-right tabular-nums" : "text-left");

  function cells(row: Row, borderClass: string) {
    return columns.map((column, index) => {
      const isHeader = props.rowHeaders && index === 0;
      const Cell = isHeader ? "th" : "td";
      return (
        <Cell
          key={column.label}
          {...(isHeader && { scope: "row" as const })}
          class={`[font-weight:inherit] ${cellClass} ${borderClass} ${align(column)}`}
        >
          {row.cells[index]}
        </Cell>
      );
    });
  }

  return (
    <section
      aria-label={props.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users scroll the table
      tabIndex={0}
      class={`overflow-auto ${expanded ? "max-h-[calc(100vh-220px)]" : classes.table}`}
    >
      <table class="w-full border-separate border-spacing-0 whitespace-nowrap">
        <caption class="sr-only">{props.caption}</caption>
        <thead>
          <tr>
            {rowNumbers && (
              <th scope="col" class={`sticky top-0 z-1 border-b font-semibold ${numberClass}`}>
                #
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                aria-sort={column.sort}
                class={`sticky top-0 z-1 border-b font-semibold text-xs ${cellClass} ${align(column)} ${classes.headCell}`}
              >
                <ColumnLabel column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row, index) => (
            <tr key={row.key} class="group hover:bg-subtle">
              {rowNumbers && (
                <td class={`border-b group-last:border-b-0 ${numberClass}`}>{index + 1}</td>
              )}
              {cells(row, "border-b group-last:border-b-0")}
            </tr>
          )) ?? (
            <tr>
              <td colSpan={columns.length + 1} class={cellClass}>
                <Skeleton class="h-60 w-full" />
              </td>
            </tr>
          )}
        </tbody>
        {footer && (
          <tfoot class="font-[650]">
            <tr>{cells(footer, "border-t")}</tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function ColumnLabel({ column }: { column: Column }): ComponentChildren {
  if (!column.onSort) return column.label;
  return (
    <button
      type="button"
      onClick={column.onSort}
      class={`inline-flex min-h-6 cursor-pointer items-center gap-1.5 rounded-[3px] hover:text-foreground ${column.sort ? "text-foreground" : ""}`}
    >
      {column.label}
      {column.sort && <span aria-hidden="true">{column.sort === "ascending" ? "↑" : "↓"}</span>}
    </button>
  );
}

type OrderColumn = {
  key: keyof Order;
  label: string;
  write?: (order: Order, format: Format) => string;
  isNumber?: boolean;
};

const orderColumns: OrderColumn[] = [
  { key: "orderedOn", label: "Date", write: (order, format) => format.day(order.orderedOn) },
  { key: "id", label: "Order" },
  { key: "product", label: "Product" },
  { key: "category", label: "Category" },
  { key: "region", label: "Region" },
  { key: "team", label: "Team" },
  { key: "quantity", label: "Units", isNumber: true, write: (order, f) => f.whole(order.quantity) },
  {
    key: "amount",
    label: "Amount",
    isNumber: true,
    write: (order, f) => f.exactMoney(order.amount),
  },
];

type Sort = { key: keyof Order; direction: "ascending" | "descending" };

export function OrdersTable() {
  const { state, format, layout } = useDashboard();
  const [sort, setSort] = useState<Sort | null>(null);
  const orders = sortOrders(state.answer?.table, sort, format.locale);
  const columns = orderColumns.map(({ key, label, isNumber = false }) => {
    const current = sort?.key === key ? sort.direction : undefined;
    const first = isNumber ? "descending" : "ascending";
    const opposite = current === "ascending" ? "descending" : "ascending";
    return {
      label,
      isNumber,
      sort: current,
      onSort: () => setSort({ key, direction: current ? opposite : first }),
    };
  });
  return (
    <DataTable
      caption="Recent orders"
      columns={columns}
      rows={orders?.map((order) => ({
        key: String(order.id),
        cells: orderColumns.map(({ key, write }) => write?.(order, format) ?? String(order[key])),
      }))}
      rowNumbers={layout.rowNumbers}
    />
  );
}

function sortOrders(orders: Order[] | undefined, sort: Sort | null, locale: string) {
  if (!sort) return orders;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = sort.direction === "ascending" ? 1 : -1;
  return orders?.toSorted((a, b) => {
    const [left, right] = [a[sort.key], b[sort.key]];
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * compare(String(left), String(right));
  });
}

export function MarginTable() {
  const { state, format } = useDashboard();
  const rows = state.answer?.months.toReversed().map(({ month, orders, revenue, margin }) => ({
    key: month,
    cells: [
      format.longMonth(month),
      format.whole(orders),
      format.money(revenue),
      format.money(margin ?? 0),
      revenue > 0 ? format.percent((margin ?? 0) / revenue) : "–",
    ],
  }));
  return (
    <DataTable
      caption="Margin by month, newest first"
      columns={[{ label: "Month" }, ...numbers("Orders", "Revenue", "Margin", "Margin rate")]}
      rows={rows}
      rowHeaders
    />
  );
}

/** The breakdown as a table with a total. */
export function ReportTable() {
  const { state, format } = useDashboard();
  const { answer } = state;
  const total = answer?.selected.total ?? 0;
  const row = (label: string, orders: number, revenue: number) => ({
    key: label,
    cells: [
      label,
      format.whole(orders),
      orders > 0 ? format.exactMoney(Math.round(revenue / orders)) : "–",
      format.exactMoney(revenue),
      format.percent(total > 0 ? revenue / total : 0),
    ],
  });
  return (
    <DataTable
      caption="Report result"
      columns={[
        { label: answer ? groupingLabel(answer.groupBy) : "Group" },
        ...numbers("Orders", "Average order", "Revenue", "Share"),
      ]}
      rows={answer?.breakdown.map(({ label, orders, revenue }) => row(label, orders, revenue))}
      footer={answer && row("All", answer.selected.rows, total)}
      rowHeaders
    />
  );
}

function numbers(...labels: string[]): Column[] {
  return labels.map((label) => ({ label, isNumber: true }));
}
