// Decides how data is handed out: judged anew at every request, narrowed by filters, never widened.
import { Refusal, type Shown } from "./refusal";
import type { Ask, Door, Sandbox } from "./sandbox";
import type { ViewerScope } from "./scope";
import {
  type Filters,
  filterQuery,
  findTenantName,
  type OrderRow,
  readFigures,
  readOrders,
} from "./warehouse";

const notHere: Shown = {
  status: 403,
  title: "Not allowed",
  detail: "This token opens another dashboard.",
};

/** `GET /{door}/api/data`. Throws Refusal. */
export async function answerData(ask: Ask, sandbox: Sandbox, door: Door): Promise<Response> {
  const { scope, filters } = await readRequest(ask, sandbox, door);
  const tenant = scope.tenant ? await findTenantName(sandbox.database, scope.tenant) : undefined;
  const figures = await readFigures(sandbox.database, scope, filters);
  sandbox.control.queried(door.name);
  return ask.json({
    tenant: tenant ?? "",
    viewer: scope.viewer,
    region: scope.regions === "*" ? null : scope.regions.join(", "),
    teams: scope.teams,
    permissions: scope.permissions,
    expiresAt: scope.expiresAt,
    serverTime: sandbox.clock(),
    locale: scope.locale,
    timeZone: scope.timeZone,
    currency: "USD",
    ...figures,
  });
}

/** `GET /{door}/api/export`: the filtered orders as CSV. Throws Refusal. */
export async function answerExport(ask: Ask, sandbox: Sandbox, door: Door): Promise<Response> {
  const { scope, filters } = await readRequest(ask, sandbox, door);
  if (!scope.permissions.export) {
    const shown = { status: 403, title: "Not allowed", detail: "Export is not part of this view." };
    throw new Refusal("permission", shown as Shown);
  }
  sandbox.control.queried(door.name);
  const first = await readOrders(sandbox.database, scope, filters, 0);
  return new Response(csvStream(sandbox, scope, filters, first), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="orders.csv"',
    },
  });
}

async function readRequest(ask: Ask, sandbox: Sandbox, door: Door) {
  const destination = ask.req.header("Sec-Fetch-Dest");
  if (destination && destination !== "empty") throw new Refusal("embedding", notHere);
  if (sandbox.control.take(door.name, "expire")) throw new Refusal("expired");
  const scope = await door.viewer(ask, sandbox);
  const { dashboard, load: _load, ...query } = onceEach(new URL(ask.req.url).searchParams);
  // A token opens one dashboard, not the tenant's others.
  if (dashboard !== undefined && dashboard !== scope.dashboard) {
    throw new Refusal("content", notHere);
  }
  const filters = filterQuery.safeParse(query);
  if (!filters.success) throw badFilter();
  return { scope, filters: filters.data };
}

function onceEach(query: URLSearchParams): Record<string, string> {
  const names = [...query.keys()];
  if (new Set(names).size !== names.length) throw badFilter();
  return Object.fromEntries(query);
}

function badFilter(): Refusal {
  return new Refusal("request", {
    status: 400,
    title: "Unknown filter",
    detail: "Filters are from, to (YYYY-MM), category, region and groupBy, each given once.",
  });
}

function csvStream(
  sandbox: Sandbox,
  scope: ViewerScope,
  filters: Filters,
  first: OrderRow[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let rows = first;
  let head = "id,ordered_on,region,team,category,product,quantity,amount\r\n";
  return new ReadableStream({
    pull: async (controller) => {
      controller.enqueue(encoder.encode(head + rows.map(csvLine).join("")));
      head = "";
      const last = rows.at(-1);
      rows = last ? await readOrders(sandbox.database, scope, filters, last.id) : [];
      if (rows.length === 0) controller.close();
    },
  });
}

function csvLine(row: OrderRow): string {
  const text = [row.region, row.team, row.category, row.product].map(quote).join(",");
  const amount = `${Math.trunc(row.amount / 100)}.${String(row.amount % 100).padStart(2, "0")}`;
  return `${row.id},${row.orderedOn},${text},${row.quantity},${amount}\r\n`;
}

/** Quoted, and never a formula to the spreadsheet that opens it. */
function quote(text: string): string {
  return `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}
