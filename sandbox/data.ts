import { Readable } from "node:stream";
import { Refusal } from "./errors";
import type { AppContext, Sandbox } from "./sandbox";
import type { ViewerScope } from "./viewer-scope";
import {
  type Filters,
  filterSchema,
  listOrders,
  type OrderRow,
  queryDashboard,
} from "./warehouse/query";
import { findTenantName } from "./warehouse/tenants";

/** `GET /{vendor}/api/data` */
export async function sendDashboardData(c: AppContext): Promise<Response> {
  const { sandbox, vendor } = c.var;
  const { scope, filters } = await readRequest(c);
  const data = await readDashboard(sandbox, scope, filters);
  vendor.control.counts.queries += 1;
  return c.json(data);
}

/** Money in cents, times in seconds since 1970. */
export type DashboardData = Awaited<ReturnType<typeof readDashboard>>;

async function readDashboard({ database, clock }: Sandbox, scope: ViewerScope, filters: Filters) {
  const { tenant, regions, dashboard: _, ...viewer } = scope;
  const name = tenant && (await findTenantName(database, tenant));
  return {
    ...viewer,
    tenant: name ?? "",
    region: regions === "*" ? null : regions.join(", "),
    serverTime: clock(),
    currency: "USD",
    ...(await queryDashboard(database, scope, filters)),
  };
}

/** `GET /{vendor}/api/export`: the filtered orders as CSV. */
export async function sendExport(c: AppContext): Promise<Response> {
  const { sandbox, vendor } = c.var;
  const { scope, filters } = await readRequest(c);
  if (!scope.permissions.export) {
    throw notAllowed("permission", "This view does not include export.");
  }
  vendor.control.counts.queries += 1;
  // Before the response starts, so that a failed query is an error and not an empty file.
  const first = await listOrders(sandbox.database, scope, filters, 0);
  const csv = Readable.from(toCsv(sandbox, scope, filters, first), { objectMode: false });
  return c.body(Readable.toWeb(csv) as ReadableStream, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="orders.csv"',
  });
}

async function readRequest(c: AppContext): Promise<{ scope: ViewerScope; filters: Filters }> {
  const { vendor } = c.var;
  const destination = c.req.header("Sec-Fetch-Dest") ?? "empty";
  const otherDashboard = "This token opens another dashboard.";
  if (destination !== "empty") throw notAllowed("embedding", otherDashboard);
  if (vendor.control.takeFault("expire")) throw new Refusal("expired");
  const scope = await vendor.definition.authenticate(c);
  const query = c.req.queries();
  const isRepeated = Object.values(query).some((values) => values.length > 1);
  const { dashboard, load: _load, ...filters } = c.req.query();
  // A token opens one dashboard, not the tenant's others.
  if (dashboard !== undefined && dashboard !== scope.dashboard) {
    throw notAllowed("content", otherDashboard);
  }
  const parsed = filterSchema.safeParse(filters);
  if (isRepeated || !parsed.success) {
    throw new Refusal("request", {
      status: 400,
      title: "Unknown filter",
      detail: "Filters are from, to (YYYY-MM), category, region and groupBy, each at most once.",
    });
  }
  return { scope, filters: parsed.data };
}

function notAllowed(reason: "embedding" | "content" | "permission", detail: string): Refusal {
  return new Refusal(reason, { status: 403, title: "Not allowed", detail });
}

async function* toCsv(
  { database }: Sandbox,
  scope: ViewerScope,
  filters: Filters,
  first: OrderRow[],
) {
  yield "id,ordered_on,region,team,category,product,quantity,amount\r\n";
  let orders = first;
  for (let last = orders.at(-1); last; last = orders.at(-1)) {
    yield orders.map(toCsvLine).join("");
    orders = await listOrders(database, scope, filters, last.id);
  }
}

function toCsvLine(order: OrderRow): string {
  const texts = [order.region, order.team, order.category, order.product].map(quoteCsv);
  const amount = (order.amount / 100).toFixed(2);
  return `${[order.id, order.orderedOn, ...texts, order.quantity, amount].join()}\r\n`;
}

/** Quoted, and with a leading apostrophe where a spreadsheet would read a formula. */
function quoteCsv(text: string): string {
  return `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}
