import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase, readerRole } from "../database/database";
import { databases } from "../testing/databases";
import type { ViewerScope } from "../viewer-scope";
import { asViewer, filterSchema, listOrders, queryDashboard } from "./query";
import { putTenant } from "./tenants";

const regions = ["West", "East", "North", "South"];
const teams = ["Sales", "Finance", "Support"];
const today = new Date("2026-11-20T12:00:00Z");
const everything: ViewerScope = {
  tenant: "acme",
  regions: "*",
  viewer: "",
  teams: ["Finance"],
  permissions: { export: true, explore: true, edit: true },
  dashboard: "d",
  expiresAt: 0,
  locale: "en-US",
  timeZone: "UTC",
};
const west: ViewerScope = { ...everything, regions: ["West"] };

describe.each(databases)("on $name", ({ create }) => {
  let database: Database;
  let location: Awaited<ReturnType<typeof create>>;

  beforeAll(async () => {
    location = await create();
    database = await openDatabase(location.databaseUrl, location.dataDir);
    await putTenant(database, "acme", { name: "Acme", regions, teams, rows: 4000 }, today);
    await putTenant(database, "globex", { name: "Globex", regions, teams, rows: 1000 }, today);
  });
  afterAll(async () => {
    await database.close();
    await location.remove();
  });

  it("generates the same orders on every database, with 30 months up to the current one", async () => {
    const all = await queryDashboard(database, everything, {});
    expect(all).toMatchObject({ total: 156_603_723, rows: 4000 });
    expect(all.months).toHaveLength(30);
    expect(all.months.at(-1)?.month).toBe("2026-11");
    expect(all.table[0]?.orderedOn.slice(0, 7)).toBe("2026-11");
    expect(all.table.every((row) => row.orderedOn <= "2026-11-20")).toBe(true);
    expect(all.filters.regions).toEqual([...regions].sort());
    const sum = all.months.reduce((left, month) => left + month.revenue, 0);
    expect(sum).toBe(all.total);
    expect(all.breakdown.reduce((left, row) => left + row.revenue, 0)).toBe(all.total);
    const spring = all.months.find((month) => month.month === "2025-04");
    const winter = all.months.find((month) => month.month === "2025-12");
    expect(winter?.orders).toBeGreaterThan(spring?.orders ?? 0);
  });

  it("has monthly sums equal to the orders", async () => {
    const [sums] = await asViewer(database, everything, (tx) =>
      tx.query<{ orders: number; months: number }>(
        `select (select sum(amount_cents) from sandbox.orders)::bigint as orders,
           (select sum(amount_cents) from sandbox.order_month)::bigint as months`,
      ),
    );
    expect(sums?.orders).toBe(sums?.months);
  });

  it("generates a tenant's orders once and then changes only its name", async () => {
    const again = { name: "Acme Inc.", regions: ["Moon"], teams: ["X"], rows: 5 };
    expect(await putTenant(database, "acme", again, today)).toEqual({
      name: "Acme Inc.",
      rows: 4000,
    });
    expect((await queryDashboard(database, everything, {})).rows).toBe(4000);
  });

  it("shows each region its part and all regions the whole", async () => {
    const parts = await Promise.all(
      regions.map((region) => queryDashboard(database, { ...everything, regions: [region] }, {})),
    );
    const all = await queryDashboard(database, everything, {});
    expect(parts.reduce((sum, part) => sum + part.total, 0)).toBe(all.total);
    for (const part of parts) expect(part.total).toBeLessThan(all.total);
    const two = await queryDashboard(database, { ...everything, regions: ["West", "East"] }, {});
    expect(two.total).toBe((parts[0]?.total ?? 0) + (parts[1]?.total ?? 0));
  });

  it.each([["*"], ["West|East"], ["West|*"], ["*|"]])(
    "shows no rows for the region claim %j",
    async (region) => {
      const spelled = { ...everything, regions: [region] };
      expect(await queryDashboard(database, spelled, {})).toMatchObject({ total: 0, table: [] });
    },
  );

  it("shows no rows without a valid scope", async () => {
    for (const scope of [
      { ...everything, tenant: null },
      { ...everything, tenant: "" },
      { ...everything, tenant: "initech" },
      { ...everything, tenant: "%" },
      { ...everything, regions: [] },
      { ...everything, regions: ["Moon"] },
      { ...everything, regions: ["' or 1=1 --"] },
    ]) {
      const none = await queryDashboard(database, scope, {});
      expect(none).toMatchObject({ total: 0, rows: 0, months: [], breakdown: [], table: [] });
      expect(none.filters).toEqual({ categories: [], regions: [], months: [] });
    }
    await database.transaction(async (tx) => {
      await tx.query(`set local role ${readerRole}`);
      expect(await tx.query("select 1 from sandbox.orders")).toEqual([]);
    });
  });

  it("narrows by filters without ever widening the scope", async () => {
    const seen = await queryDashboard(database, west, {});
    for (const filters of [
      { region: "East" },
      { region: "*" },
      { region: "West|East" },
      { region: "' or '1'='1" },
      { category: "x') or 1=1; drop table sandbox.orders; --" },
      { category: "%" },
      { category: "$1" },
      { category: "\\" },
    ]) {
      const narrowed = await queryDashboard(database, west, filters);
      expect(narrowed.selected).toMatchObject({ total: 0, rows: 0 });
      expect(narrowed.table).toEqual([]);
      expect(narrowed).toMatchObject({ total: seen.total, rows: seen.rows });
    }
    const some = await queryDashboard(database, west, { from: "2025-01", to: "2025-03" });
    expect(some.months.map((month) => month.month)).toEqual(["2025-01", "2025-02", "2025-03"]);
    expect(some.table.every((row) => row.orderedOn.startsWith("2025-0"))).toBe(true);
    expect(some.selected.total).toBeGreaterThan(0);
    expect(some.selected.total).toBeLessThan(seen.total);
    expect(some.table.every((row) => row.region === "West")).toBe(true);
  });

  it("groups as requested when the viewer may explore", async () => {
    const byTeam = await queryDashboard(database, everything, { groupBy: "team" });
    expect(byTeam.breakdown.map((row) => row.label).sort()).toEqual([...teams].sort());
    const viewer = { ...everything, permissions: { export: false, explore: false, edit: false } };
    expect((await queryDashboard(database, viewer, { groupBy: "team" })).groupBy).toBe("category");
  });

  it("shows margins to Finance only", async () => {
    const plain = await queryDashboard(database, { ...everything, teams: ["Sales"] }, {});
    expect(plain.selected.margin).toBeNull();
    expect(plain.months.every((month) => month.margin === null)).toBe(true);
    const finance = await queryDashboard(database, everything, {});
    expect(finance.selected.margin).toBeGreaterThan(0);
  });

  it("lists exactly the viewer's orders", async () => {
    const rows = [];
    for (let after = 0; ; ) {
      const next = await listOrders(database, west, {}, after);
      if (next.length === 0) break;
      rows.push(...next);
      after = next.at(-1)?.id ?? 0;
    }
    const seen = await queryDashboard(database, west, {});
    expect(rows).toHaveLength(seen.rows);
    expect(rows.reduce((sum, row) => sum + row.amount, 0)).toBe(seen.total);
  });

  it("queries as a role that cannot bypass the policies or use other tables", async () => {
    const asReader = (sql: string) =>
      asViewer(database, everything, (tx) => tx.query(sql)).then(
        () => "done",
        (error: Error) => error.message,
      );
    expect(await asReader("select 1 from sandbox.resource")).toContain("permission denied");
    expect(await asReader("select 1 from sandbox.session")).toContain("permission denied");
    expect(await asReader("delete from sandbox.orders")).toContain("permission denied");
    expect(await asReader("alter table sandbox.orders disable row level security")).toContain(
      "must be owner",
    );
  });

  it("leaves no role or setting on the connection", async () => {
    await queryDashboard(database, everything, {});
    for (let again = 0; again < 12; again += 1) {
      const [left] = await database.query<{ tenant: string | null; role: string }>(
        "select current_setting('sandbox.tenant', true) as tenant, current_user as role",
      );
      expect(left?.tenant || null).toBeNull();
      expect(left?.role).not.toBe(readerRole);
    }
  });

  it("applies its schema twice", async () => {
    if (!location.databaseUrl) return;
    const [one, two] = await Promise.all([
      openDatabase(location.databaseUrl, location.dataDir),
      openDatabase(location.databaseUrl, location.dataDir),
    ]);
    expect((await queryDashboard(one, everything, {})).rows).toBe(4000);
    await Promise.all([one.close(), two.close()]);
  });
});

it.each([
  { category: "\u0000" },
  { region: "West\u0000" },
  { from: "0000-01" },
  { to: "2026-13" },
  { tenant: "globex" },
])("refuses the invalid filter %j", (query) =>
  expect(filterSchema.safeParse(query).success).toBe(false),
);
