// Decides what a viewer sees of the orders; the database itself withholds every other row.
import { z } from "zod";
import { type Database, type Queries, readerRole } from "./database";
import { insertOrders } from "./orders";
import { seesMargin, type ViewerScope } from "./scope";

// PostgreSQL has no year 0.
const monthShape = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])$/;
/** What PostgreSQL takes as text. */
const plainText = /^\P{Cc}*$/u;
const groupings = ["category", "region", "team", "product"] as const;

/** What a request may narrow the answer by. */
export const filterQuery = z.strictObject({
  from: z.string().regex(monthShape).optional(),
  to: z.string().regex(monthShape).optional(),
  category: z.string().max(100).regex(plainText).optional(),
  region: z.string().max(100).regex(plainText).optional(),
  groupBy: z.enum(groupings).optional(),
});
export type Filters = z.infer<typeof filterQuery>;

/** A name of a region or team: no '|' and no '*', which mean something in a policy's setting. */
const label = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} .&-]{0,39}$/u);

export const tenantBody = z.strictObject({
  name: z.string().min(1).max(100),
  regions: z.array(label).min(1).max(12).default(["West", "East", "North", "South"]),
  teams: z.array(label).min(1).max(12).default(["Sales", "Finance", "Support"]),
  rows: z.number().int().min(0).max(2_000_000),
});

/** Makes a tenant's rows, once; afterwards only its name can change. */
export async function putTenant(
  database: Database,
  slug: string,
  tenant: z.infer<typeof tenantBody>,
  today: Date,
): Promise<{ name: string; rows: number }> {
  return database.transaction(async (tx) => {
    const [made] = await tx.query(
      "insert into sandbox.tenant (slug, name, rows) values ($1, $2, $3) on conflict do nothing returning slug",
      [slug, tenant.name, tenant.rows],
    );
    if (made) await insertOrders(tx, { ...tenant, tenant: slug, today });
    const [row] = await tx.query<{ name: string; rows: number }>(
      "update sandbox.tenant set name = $2 where slug = $1 returning name, rows",
      [slug, tenant.name],
    );
    return row ?? { name: tenant.name, rows: tenant.rows };
  });
}

/** A tenant's name, or undefined where there is no such tenant. */
export async function findTenantName(
  database: Database,
  slug: string,
): Promise<string | undefined> {
  const [row] = await database.query<{ name: string }>(
    "select name from sandbox.tenant where slug = $1",
    [slug],
  );
  return row?.name;
}

/**
 * Runs `work` as the role that cannot bypass row-level security, for this viewer only. Role and
 * settings end with the transaction, so nothing of them is left on the connection.
 */
export function asViewer<T>(
  database: Database,
  scope: ViewerScope,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  // A claim may hold any text, and in the setting these two signs would open more than it names.
  const named = (regions: string[]) => regions.filter((one) => !/[*|]/.test(one)).join("|");
  const regions = scope.regions === "*" ? "*" : named(scope.regions);
  return database.transaction(async (tx) => {
    await tx.query(`set local role ${readerRole}`);
    await tx.query(
      "select set_config('sandbox.tenant', $1, true), set_config('sandbox.region', $2, true)",
      [scope.tenant ?? "", scope.tenant === null ? "" : regions],
    );
    return work(tx);
  });
}

interface Sums {
  month: string | null;
  label: string | null;
  kind: number;
  orders: number;
  quantity: number;
  revenue: number;
  cost: number;
}

interface Seen {
  category: string | null;
  region: string | null;
  month: string | null;
  total: number;
  rows: number;
}

export interface OrderRow {
  id: number;
  orderedOn: string;
  region: string;
  team: string;
  category: string;
  product: string;
  quantity: number;
  amount: number;
}

const picked = `($1::text is null or month >= $1) and ($2::text is null or month <= $2)
  and ($3::text is null or category = $3) and ($4::text is null or region = $4)`;
const pickedOrders = `
  ($1::text is null or ordered_on >= ($1 || '-01')::date)
  and ($2::text is null or ordered_on < ($2 || '-01')::date + interval '1 month')
  and ($3::text is null or category = $3) and ($4::text is null or region = $4)`;
const orderColumns = `id, to_char(ordered_on, 'YYYY-MM-DD') as "orderedOn", region, team, category,
  product, quantity, amount_cents as amount`;

/** The figures of one dashboard. Money in cents; `margin` only where the viewer is in Finance. */
export async function readFigures(database: Database, scope: ViewerScope, filters: Filters) {
  const groupBy = (scope.permissions.explore && filters.groupBy) || "category";
  const bound = bind(filters);
  const margin = (sums: Pick<Sums, "revenue" | "cost">) =>
    seesMargin(scope) ? sums.revenue - sums.cost : null;
  return asViewer(database, scope, async (tx) => {
    const seen = await tx.query<Seen>(
      `select category, region, month, sum(amount_cents)::bigint as total, sum(orders)::bigint as rows
       from sandbox.order_month
       group by grouping sets ((category), (region), (month))
       order by category, region, month`,
    );
    const regions = seen.filter((row) => row.region !== null);
    const sums = await tx.query<Sums>(
      `select month, label, grouping(month, label) as kind, sum(orders)::bigint as orders,
         sum(quantity)::bigint as quantity, sum(amount_cents)::bigint as revenue, sum(cost_cents)::bigint as cost
       from (
         select *, case $5::text when 'region' then region when 'team' then team
           when 'product' then product else category end as label
         from sandbox.order_month where ${picked}
       ) as chosen
       group by grouping sets ((month), (label), ())
       order by kind, month, revenue desc, label`,
      [...bound, groupBy],
    );
    const table = await tx.query<OrderRow>(
      `select ${orderColumns} from sandbox.orders where ${pickedOrders}
       order by ordered_on desc, id desc limit 50`,
      bound,
    );
    const all = sums.find((row) => row.kind === 3);
    return {
      total: regions.reduce((sum, row) => sum + row.total, 0),
      rows: regions.reduce((sum, row) => sum + row.rows, 0),
      selected: {
        total: all?.revenue ?? 0,
        rows: all?.orders ?? 0,
        quantity: all?.quantity ?? 0,
        margin: margin({ revenue: all?.revenue ?? 0, cost: all?.cost ?? 0 }),
      },
      months: sums
        .filter((row) => row.kind === 1)
        .map((row) => ({
          month: row.month,
          revenue: row.revenue,
          orders: row.orders,
          margin: margin(row),
        })),
      breakdown: sums
        .filter((row) => row.kind === 2)
        .map((row) => ({ label: row.label, revenue: row.revenue, orders: row.orders })),
      groupBy,
      table,
      filters: {
        categories: seen.flatMap((row) => row.category ?? []),
        regions: regions.flatMap((row) => row.region ?? []),
        months: seen.flatMap((row) => row.month ?? []),
      },
    };
  });
}

/** The next orders of an export, oldest first, after the given id. */
export function readOrders(
  database: Database,
  scope: ViewerScope,
  filters: Filters,
  after: number,
): Promise<OrderRow[]> {
  return asViewer(database, scope, (tx) =>
    tx.query<OrderRow>(
      `select ${orderColumns} from sandbox.orders where ${pickedOrders} and id > $5::int
       order by id limit 5000`,
      [...bind(filters), after],
    ),
  );
}

function bind(filters: Filters): (string | null)[] {
  return [
    filters.from ?? null,
    filters.to ?? null,
    filters.category ?? null,
    filters.region ?? null,
  ];
}
