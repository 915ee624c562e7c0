// Decides what a tenant's orders look like: plausible, seasonal, growing, and the same on every engine.
import type { Queries } from "./database";

/** Months of history, the running one included. */
const history = 30;
const regionWeights = [34, 28, 21, 17];
const teamWeights = [56, 24, 20];
/** Share of a year's orders by calendar month, in percent of an average month. */
const season = [84, 86, 97, 95, 99, 104, 92, 90, 103, 108, 121, 131];

// category, product, price in cents, weight
const catalogue: [string, string, number, number][] = [
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

export interface OrderPlan {
  tenant: string;
  regions: string[];
  teams: string[];
  rows: number;
  /** The day of the newest order. */
  today: Date;
}

/**
 * Writes a tenant's orders and their sums by month.
 * Amounts follow from slug and row number alone, so totals do not depend on the day or the engine;
 * only the days of the orders follow `today`.
 */
export async function insertOrders(queries: Queries, plan: OrderPlan): Promise<void> {
  const months = spread(plan);
  await queries.query(
    `insert into sandbox.orders
       (tenant, id, region, team, category, product, ordered_on, quantity, amount_cents, cost_cents)
     select $1::text, n,
       ($3::text[])[1 + width_bucket(die_region, $4::int[])],
       ($5::text[])[1 + width_bucket(die_team, $6::int[])],
       ($7::text[])[item], ($8::text[])[item],
       ($10::text[])[m]::date
         + ((n - ($11::int[])[m])::bigint * ($12::int[])[m] / ($13::int[])[m])::int,
       quantity, amount, amount * (46 + die_cost) / 100
     from (
       select *, quantity * ($9::bigint[])[item] * (85 + die_price) / 100 as amount
       from (
         select n, die_region, die_team, die_price, die_cost,
           1 + width_bucket(die_item, $14::int[]) as item,
           1 + die_quantity * die_quantity / 150 as quantity,
           width_bucket(n, $11::int[]) as m
         from (
           select n,
             ('x' || substr(h, 1, 5))::bit(20)::int % 1000 as die_region,
             ('x' || substr(h, 6, 5))::bit(20)::int % 1000 as die_team,
             ('x' || substr(h, 11, 5))::bit(20)::int % 1000 as die_item,
             ('x' || substr(h, 16, 3))::bit(12)::int % 31 as die_quantity,
             ('x' || substr(h, 19, 3))::bit(12)::int % 31 as die_price,
             ('x' || substr(h, 22, 3))::bit(12)::int % 25 as die_cost
           from (select n, md5($1 || ':' || n) as h from generate_series(1, $2::int) as n) as hashed
         ) as dice
       ) as drawn
     ) as priced`,
    [
      plan.tenant,
      plan.rows,
      plan.regions,
      thresholds(weightsFor(plan.regions.length, regionWeights)),
      plan.teams,
      thresholds(weightsFor(plan.teams.length, teamWeights)),
      catalogue.map(([category]) => category),
      catalogue.map(([, product]) => product),
      catalogue.map(([, , price]) => price),
      months.map((month) => month.first),
      months.map((month) => month.start),
      months.map((month) => month.days),
      months.map((month) => month.count),
      thresholds(catalogue.map(([, , , weight]) => weight)),
    ],
  );
  await queries.query(
    `insert into sandbox.order_month
       (tenant, month, region, team, category, product, orders, quantity, amount_cents, cost_cents)
     select tenant, to_char(ordered_on, 'YYYY-MM'), region, team, category, product,
       count(*), sum(quantity), sum(amount_cents), sum(cost_cents)
     from sandbox.orders where tenant = $1
     group by 1, 2, 3, 4, 5, 6`,
    [plan.tenant],
  );
  // Without statistics the planner reads every order to find the newest fifty; PGlite has nobody
  // else who would gather them.
  await queries.query("analyze sandbox.orders");
  await queries.query("analyze sandbox.order_month");
}

interface Month {
  /** YYYY-MM-01 */
  first: string;
  /** Number of the month's first order. */
  start: number;
  count: number;
  /** Days that orders may fall on; the running month ends today. */
  days: number;
}

/** Shares the rows out over the months: growth, season, and a running month that is not over. */
function spread(plan: OrderPlan): Month[] {
  const year = plan.today.getUTCFullYear();
  const month = plan.today.getUTCMonth();
  const months = Array.from({ length: history }, (_, index) => {
    const first = new Date(Date.UTC(year, month - history + 1 + index, 1));
    const whole = new Date(
      Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
    ).getUTCDate();
    const days = index === history - 1 ? plan.today.getUTCDate() : whole;
    const growth = 1000 + 28 * index + wobble(plan.tenant, index);
    const weight = Math.floor((growth * (season[first.getUTCMonth()] ?? 100) * days) / whole);
    return { first: first.toISOString().slice(0, 10), days, weight };
  });
  const total = months.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  let start = 1;
  return months.flatMap(({ first, days, weight }) => {
    before += weight;
    const next = 1 + Math.floor((plan.rows * before) / total);
    const count = next - start;
    const made = { first, start, count, days };
    start = next;
    return count > 0 ? [made] : [];
  });
}

/** Good months and bad ones, different for each tenant: -70 to 70. */
function wobble(tenant: string, index: number): number {
  let sum = index * 7919;
  for (const letter of tenant) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return (sum % 141) - 70;
}

function weightsFor(count: number, weights: number[]): number[] {
  return Array.from({ length: count }, (_, index) => weights[index] ?? weights.at(-1) ?? 1);
}

/** Where, in thousandths, each choice but the first begins. */
function thresholds(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.slice(0, -1).map((weight) => {
    before += weight;
    return Math.floor((1000 * before) / total);
  });
}
