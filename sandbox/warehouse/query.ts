import { z } from "zod";
import { type Database, type Queries, readerRole } from "../database/database";
import { canSeeMargin, type ViewerScope } from "../viewer-scope";

// PostgreSQL has no year 0 and no text with control characters.
const month = z.string().regex(/^(?!0000)\d{4}-(?:0[1-9]|1[0-2])$/);
const text = z
  .string()
  .max(100)
  .regex(/^\P{Cc}*$/u);

/** What a request may narrow the result by. */
export const filterSchema = z.strictObject({
  from: month.optional(),
  to: month.optional(),
  category: text.optional(),
  region: text.optional(),
  groupBy: z.enum(["category", "region", "team", "product"]).optional(),
});
export type Filters = z.infer<typeof filterSchema>;

/**
 * Runs queries as the role that cannot bypass row-level security. Role and settings end with the
 * transaction, so nothing of them is left on the connection.
 */
export function asViewer<T>(
  database: Database,
  scope: ViewerScope,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  // A claim may hold any text, and in the setting these two characters would allow more than one region.
  const regions =
    scope.regions === "*" ? "*" : scope.regions.filter((one) => !/[*|]/.test(one)).join("|");
  return database.transaction(async (tx) => {
    await tx.query(`set local role ${readerRole}`);
    await tx.query(
      "select set_config('sandbox.tenant', $1, true), set_config('sandbox.region', $2, true)",
      [scope.tenant ?? "", scope.tenant === null ? "" : regions],
    );
    return work(tx);
  });
}

/** One row for each category, each region and each month. */
type VisibleSums = Record<"category" | "region" | "month", string | null> &
  Record<"total" | "rows", number>;

/** One row for each month, for each label, and one for everything. */
type SelectedSums = Record<"month" | "label", string | null> &
  Record<"orders" | "quantity" | "revenue" | "cost", number>;

export type OrderRow = Record<"id" | "quantity" | "amount", number> &
  Record<"orderedOn" | "region" | "team" | "category" | "product", string>;

const monthFilter = `($1::text is null or month >= $1) and ($2::text is null or month <= $2)
  and ($3::text is null or category = $3) and ($4::text is null or region = $4)`;
const orderFilter = `
  ($1::text is null or ordered_on >= ($1 || '-01')::date)
  and ($2::text is null or ordered_on < ($2 || '-01')::date + interval '1 month')
  and ($3::text is null or category = $3) and ($4::text is null or region = $4)`;
const orderColumns = `id, to_char(ordered_on, 'YYYY-MM-DD') as "orderedOn", region, team, category,
  product, quantity, amount_cents as amount`;

const filterValues = ({ from, to, category, region }: Filters) =>
  [from, to, category, region].map((value) => value ?? null);

/** The figures of a dashboard. Money in cents; `total` and `rows` ignore the filters. */
export async function queryDashboard(database: Database, scope: ViewerScope, filters: Filters) {
  const groupBy = (scope.permissions.explore && filters.groupBy) || "category";
  const values = filterValues(filters);
  const { visible, selected, table } = await asViewer(database, scope, async (tx) => ({
    visible: await tx.query<VisibleSums>(
      `select category, region, month, sum(amount_cents)::bigint as total, sum(orders)::bigint as rows
       from sandbox.order_month
       group by grouping sets ((category), (region), (month))
       order by category, region, month`,
    ),
    selected: await tx.query<SelectedSums>(
      `select month, label, sum(orders)::bigint as orders, sum(quantity)::bigint as quantity,
         sum(amount_cents)::bigint as revenue, sum(cost_cents)::bigint as cost
       from (
         select *, case $5::text when 'region' then region when 'team' then team
           when 'product' then product else category end as label
         from sandbox.order_month where ${monthFilter}
       ) as chosen
       group by grouping sets ((month), (label), ())
       order by month, revenue desc, label`,
      [...values, groupBy],
    ),
    table: await tx.query<OrderRow>(
      `select ${orderColumns} from sandbox.orders where ${orderFilter}
       order by ordered_on desc, id desc limit 50`,
      values,
    ),
  }));
  const regions = visible.filter(({ region }) => region !== null);
  const sumOf = (key: "total" | "rows") => regions.reduce((sum, row) => sum + row[key], 0);
  const all = selected.find(({ month, label }) => month === null && label === null);
  const toMargin = (revenue = 0, cost = 0) => (canSeeMargin(scope) ? revenue - cost : null);
  return {
    total: sumOf("total"),
    rows: sumOf("rows"),
    selected: {
      total: all?.revenue ?? 0,
      rows: all?.orders ?? 0,
      quantity: all?.quantity ?? 0,
      margin: toMargin(all?.revenue, all?.cost),
    },
    months: selected.flatMap(({ month, orders, revenue, cost }) =>
      month === null ? [] : { month, orders, revenue, margin: toMargin(revenue, cost) },
    ),
    breakdown: selected.flatMap(({ label, revenue, orders }) =>
      label === null ? [] : { label, revenue, orders },
    ),
    groupBy,
    table,
    filters: {
      categories: visible.flatMap(({ category }) => category ?? []),
      regions: regions.flatMap(({ region }) => region ?? []),
      months: visible.flatMap(({ month }) => month ?? []),
    },
  };
}

/** The next 5,000 orders after an id, in the order of their ids. */
export function listOrders(
  database: Database,
  scope: ViewerScope,
  filters: Filters,
  after: number,
): Promise<OrderRow[]> {
  return asViewer(database, scope, (tx) =>
    tx.query<OrderRow>(
      `select ${orderColumns} from sandbox.orders where ${orderFilter} and id > $5::int
       order by id limit 5000`,
      [...filterValues(filters), after],
    ),
  );
}
