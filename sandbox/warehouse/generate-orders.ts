import type { Queries } from "../database/database";

/** Months of history, the current one included. */
const historyMonths = 30;
const regionWeights = [34, 28, 21, 17];
const teamWeights = [56, 24, 20];
/** Orders per calendar month, in percent of an average month. */
const seasonality = [84, 86, 97, 95, 99, 104, 92, 90, 103, 108, 121, 131];

const products: [category: string, name: string, cents: number, weight: number][] = [
  ["Furniture", "Oak desk", 64_900, 9],
  ["Furniture", "Task chair", 32_900, 14],
  ["Furniture", "Bookcase", 21_900, 8],
  ["Lighting", "Desk lamp", 7_900, 17],
  ["Lighting", "Floor lamp", 14_900, 9],
  ["Lighting", "LED panel", 11_900, 7],
  ["Technology", "Monitor 27 inch", 38_900, 12],
  ["Technology", "Docking station", 18_900, 11],
  ["Technology", "Headset", 9_900, 16],
  ["Technology", "Webcam", 8_900, 10],
  ["Supplies", "Notebook, pack of 10", 2_900, 24],
  ["Supplies", "Pens, box of 50", 1_900, 21],
  ["Supplies", "Paper, 5 reams", 3_400, 19],
  ["Textiles", "Acoustic panel", 12_900, 6],
  ["Textiles", "Rug", 17_900, 5],
  ["Textiles", "Blinds", 9_400, 5],
];

interface OrderOptions {
  tenant: string;
  regions: string[];
  teams: string[];
  rows: number;
  /** The day of the newest order. */
  today: Date;
}

/**
 * Inserts a tenant's orders and their monthly sums. Amounts follow from slug and row number alone, so
 * totals depend neither on the day nor on the database; only the days of the orders follow `today`.
 */
export async function generateOrders(queries: Queries, options: OrderOptions): Promise<void> {
  const { tenant, rows, regions, teams } = options;
  const months = listMonths(options.today);
  await queries.query(
    `insert into sandbox.orders
       (tenant, id, region, team, category, product, ordered_on, quantity, amount_cents, cost_cents)
     select $1::text, n,
       ($3::text[])[1 + width_bucket(rnd_region, $4::int[])],
       ($5::text[])[1 + width_bucket(rnd_team, $6::int[])],
       ($7::text[])[item], ($8::text[])[item],
       ($10::text[])[month]::date + ((time - ($11::int[])[month])::bigint * ($12::int[])[month]
         / (($11::int[])[month + 1] - ($11::int[])[month]))::int,
       quantity, amount, amount * (46 + rnd_cost) / 100
     from (
       select *, quantity * ($9::bigint[])[item] * (85 + rnd_price) / 100 as amount
       from (
         select n, time, rnd_region, rnd_team, rnd_price, rnd_cost,
           1 + width_bucket(rnd_item, $13::int[]) as item,
           1 + rnd_quantity * rnd_quantity / 150 as quantity,
           width_bucket(time, $11::int[]) as month
         from (
           select n, ((n - 1)::bigint * 1000000 / $2::int)::int as time,
             ('x' || substr(h, 1, 5))::bit(20)::int % 1000 as rnd_region,
             ('x' || substr(h, 6, 5))::bit(20)::int % 1000 as rnd_team,
             ('x' || substr(h, 11, 5))::bit(20)::int % 1000 as rnd_item,
             ('x' || substr(h, 16, 3))::bit(12)::int % 31 as rnd_quantity,
             ('x' || substr(h, 19, 3))::bit(12)::int % 31 as rnd_price,
             ('x' || substr(h, 22, 3))::bit(12)::int % 25 as rnd_cost
           from (select n, md5($1 || ':' || n) as h from generate_series(1, $2::int) as n) as hashed
         ) as numbers
       ) as drawn
     ) as priced`,
    [
      tenant,
      rows,
      regions,
      thresholds(regions.map((_, index) => regionWeights[index] ?? 17)).slice(1),
      teams,
      thresholds(teams.map((_, index) => teamWeights[index] ?? 20)).slice(1),
      products.map(([category]) => category),
      products.map(([, name]) => name),
      products.map(([, , cents]) => cents),
      months.map(({ firstDay }) => firstDay),
      [
        ...thresholds(
          months.map(({ weight }) => weight),
          1_000_000,
        ),
        1_000_000,
      ],
      months.map(({ days }) => days),
      thresholds(products.map(([, , , weight]) => weight)).slice(1),
    ],
  );
  await queries.query(
    `insert into sandbox.order_month
       (tenant, month, region, team, category, product, orders, quantity, amount_cents, cost_cents)
     select tenant, to_char(ordered_on, 'YYYY-MM'), region, team, category, product,
       count(*), sum(quantity), sum(amount_cents), sum(cost_cents)
     from sandbox.orders where tenant = $1
     group by 1, 2, 3, 4, 5, 6`,
    [tenant],
  );
  // Without statistics the planner reads every order to find the newest fifty, and PGlite has no
  // autovacuum that would gather them.
  await queries.query("analyze sandbox.orders");
  await queries.query("analyze sandbox.order_month");
}

/** More orders each month, by season; the current month ends today. */
function listMonths(today: Date) {
  return Array.from({ length: historyMonths }, (_, index) => {
    const offset = index - historyMonths + 1;
    const [first, next] = [offset, offset + 1].map(
      (months) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1)),
    ) as [Date, Date];
    const length = (next.getTime() - first.getTime()) / 86_400_000;
    const days = offset === 0 ? today.getUTCDate() : length;
    const season = seasonality[first.getUTCMonth()] ?? 100;
    const weight = ((1000 + 28 * index) * season * days) / length;
    return { firstDay: first.toISOString().slice(0, 10), days, weight };
  });
}

/** Where on the scale each choice begins. */
function thresholds(weights: number[], scale = 1000): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const start = Math.floor((scale * before) / total);
    before += weight;
    return start;
  });
}
