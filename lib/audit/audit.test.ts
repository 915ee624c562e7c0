import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makeOperator, makePerson, makeWorld } from "@/lib/testing/fixtures";
import { makeViewer, viewerOf } from "@/lib/testing/viewers";
import { csvHeader, csvRow } from "./csv";
import { exportFullAudit, exportTenantAudit } from "./export";
import { formatCursor, parseAuditQuery, requireAuditFilters } from "./filters";
import {
  type AuditRow,
  listEvents,
  listFilterOptions,
  listUsage,
  requireFullAudit,
  requireTenantAudit,
  searchPeople,
} from "./list";

const row: AuditRow = {
  id: "1",
  at: new Date(0),
  action: "mint",
  outcome: "allowed",
  reason: null,
  email: "a@b.c",
  tenantSlug: "acme",
  dashboard: null,
  connection: null,
  tokenId: null,
  kid: null,
  expiresAt: null,
  requestId: null,
  detail: null,
};

async function write(tenant: { id: string; slug: string }, rows: object[]) {
  await db().auditEvent.createMany({
    data: rows.map((one) => ({
      ...{ id: randomUUID(), action: "mint", outcome: "allowed" },
      ...{ tenantId: tenant.id, tenantSlug: tenant.slug },
      ...one,
    })),
  });
}

describe("the query of an audit page", () => {
  it("is normalized", () => {
    const { filters, problems } = parseAuditQuery({
      person: " Owner＠Acme.example ",
      tenant: "acme",
      dashboard: ["a-b", "c"],
      outcome: "refused",
      action: "grant.set",
      from: "2026-11-01",
      to: "2026-11-30",
      other: "ignored",
    });
    expect(problems).toEqual([]);
    expect(filters).toEqual({
      person: "owner@acme.example",
      tenant: "acme",
      dashboard: "a-b",
      outcome: "refused",
      action: "grant.set",
      from: "2026-11-01",
      to: "2026-11-30",
    });
  });

  it("reports every invalid filter and applies the others", () => {
    const invalid = { person: "\0", tenant: "'; --", outcome: "x", action: "a b", to: "soon" };
    const query = parseAuditQuery({ ...invalid, dashboard: "sales", from: "2026-02-30" });
    const applied = Object.entries(query.filters).filter(([, value]) => value !== null);
    expect(applied).toEqual([["dashboard", "sales"]]);
    expect(query.problems).toHaveLength(6);
    expect(parseAuditQuery({ from: "2026-11-02", to: "2026-11-01" }).problems).toHaveLength(1);
    expect(parseAuditQuery({ person: " ", tenant: "" }).problems).toEqual([]);
    expect(() => requireAuditFilters(new URLSearchParams("from=soon"))).toThrow(
      expect.objectContaining({ code: "bad_request" }),
    );
  });

  it("carries the position of a page", () => {
    const cursor = { at: "2026-11-21T04:00:00.000Z", id: "abc-1" };
    expect(parseAuditQuery({ before: formatCursor(cursor) }).before).toEqual(cursor);
    for (const before of ["x~y", "2026-11-21T04:00:00.000Z~'", "~", "2026-99-01T00:00:00Z~a"]) {
      const query = parseAuditQuery({ before });
      expect(query.before).toBeNull();
      expect(query.problems).toHaveLength(1);
    }
  });
});

describe("a row as CSV", () => {
  it("quotes its cells", () => {
    const line = csvRow({ ...row, reason: 'said "no",\nthen left', detail: { a: 1 } });
    expect(line).toContain('"said ""no"",\nthen left"');
    expect(line).toContain('"{""a"":1}"');
    expect(line.startsWith('1970-01-01T00:00:00.000Z,"mint"')).toBe(true);
    expect(csvHeader.split(",")).toHaveLength(14);
  });
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")'])(
    "is not run as a formula: %j",
    (reason) => expect(csvRow({ ...row, reason })).toContain(`"'${reason.replaceAll('"', '""')}"`),
  );
});

describe.skipIf(!hasDatabase)("the audit", () => {
  it("lists every entry once in pages of 50, even when many have the same time", async () => {
    const { tenant } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const at = (i: number) => new Date(Date.now() - Math.floor(i / 40) * 1_000 - 60_000);
    await write(
      tenant,
      Array.from({ length: 130 }, (_, i) => ({ at: at(i) })),
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    let before = null;
    do {
      const page = await listEvents(requireTenantAudit(viewer), {}, before);
      seen.push(...page.rows.map(({ id }) => id));
      sizes.push(page.rows.length);
      before = page.next;
    } while (before);
    expect(sizes).toEqual([50, 50, 30]);
    expect(new Set(seen).size).toBe(130);
  });

  it("is filtered by person, dashboard, outcome, action and days in the reader's time zone", async () => {
    const { tenant } = await makeWorld();
    const person = await makePerson(tenant.id, { role: "admin" });
    await db().user.update({
      where: { id: person.id },
      data: { timeZone: "Pacific/Auckland" },
    });
    const viewer = await viewerOf(person, tenant.slug);
    await write(tenant, [
      { email: "a@x.example", dashboard: "one", userId: "a", at: new Date("2026-11-01T10:59:00Z") },
      { email: "b@x.example", dashboard: "one", userId: "b", at: new Date("2026-11-01T11:00:00Z") },
      { email: "b@x.example", dashboard: "two", outcome: "refused" },
      { email: "b@x.example", action: "grant.set" },
    ]);
    const scope = requireTenantAudit(viewer);
    const found = async (query: Record<string, string>) =>
      (await listEvents(scope, parseAuditQuery(query).filters, null)).rows.length;
    expect(await found({})).toBe(4);
    expect(await found({ person: "B@x.example" })).toBe(3);
    expect(await found({ dashboard: "one" })).toBe(2);
    expect(await found({ outcome: "refused" })).toBe(1);
    expect(await found({ action: "grant.set" })).toBe(1);
    expect(await found({ action: "mint", outcome: "allowed" })).toBe(2);
    // In Auckland, November 2 begins at 11:00 UTC on November 1.
    expect(await found({ from: "2026-11-01", to: "2026-11-01" })).toBe(1);
    expect(await found({ from: "2026-11-02", to: "2026-11-02" })).toBe(1);
    const { actions, dashboards, people, tenants } = await listFilterOptions(scope);
    expect(actions).toEqual(["mint", "grant.set"]);
    expect(dashboards.map(({ value }) => value)).toEqual(["one", "two"]);
    expect(people.map(({ value }) => value)).toEqual([person.email]);
    expect(tenants).toEqual([]);
    const gone = "gone@x.example";
    expect((await searchPeople(scope, person.email)).map(({ value }) => value)).toEqual([
      person.email,
    ]);
    expect((await searchPeople(scope, gone)).map(({ value }) => value)).toEqual([gone]);
    expect(await searchPeople(scope, "no one")).toEqual([]);
    const usage = await listUsage(scope, { from: "2026-11-01", to: "2026-11-02" });
    expect(usage).toEqual([{ tenantSlug: tenant.slug, dashboard: "one", tokens: 2, people: 2 }]);
  });

  it("never shows a tenant another tenant's entries, whatever the query", async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const viewer = await makeViewer(mine.tenant, { role: "owner" });
    await write(theirs.tenant, [{ dashboard: "secret", userId: "x" }]);
    const filters = { tenant: theirs.tenant.slug, dashboard: "secret" };
    const scope = requireTenantAudit(viewer);
    expect((await listEvents(scope, filters, null)).rows).toEqual([]);
    expect(await listUsage(scope, filters)).toEqual([]);
    const full = requireFullAudit(await makeOperator());
    expect((await listEvents(full, filters, null)).rows).toHaveLength(1);
    expect(() => requireFullAudit(viewer)).toThrow(
      expect.objectContaining({ code: "not_allowed" }),
    );
  });

  it("is exported in full, and the export ends when the right to it does", async () => {
    const { tenant } = await makeWorld();
    const admin = await makePerson(tenant.id, { role: "admin" });
    const viewer = await viewerOf(admin, tenant.slug);
    await write(
      tenant,
      Array.from({ length: 2_100 }, (_, i) => ({ at: new Date(Date.now() - 60_000 - i) })),
    );
    let rows = 0;
    for await (const batch of await exportTenantAudit(viewer, {})) rows += batch.length;
    // The export itself is an entry, too.
    expect(rows).toBe(2_101);

    const batches = await exportTenantAudit(viewer, {});
    expect((await batches.next()).value).toHaveLength(1_000);
    const key = { tenantId: tenant.id, userId: admin.id };
    await db().membership.update({
      where: { tenantId_userId: key },
      data: { role: "member" },
    });
    await expect(batches.next()).rejects.toMatchObject({ code: "not_allowed" });
    await expect(exportTenantAudit(viewer, {})).rejects.toMatchObject({ code: "not_allowed" });
    await expect(exportFullAudit(viewer, {})).rejects.toMatchObject({ code: "not_allowed" });
    const written = await db().auditEvent.findMany({
      where: { action: "audit.export", userId: admin.id },
      orderBy: { at: "asc" },
    });
    expect(written.map(({ outcome, tenantId }) => [outcome, tenantId])).toEqual([
      ["allowed", tenant.id],
      ["allowed", tenant.id],
      ["refused", tenant.id],
      ["refused", null],
    ]);
  });

  it("is append-only", async () => {
    await write((await makeWorld()).tenant, [{}]);
    await expect(db().$executeRaw`delete from "AuditEvent"`).rejects.toThrow(/append-only/);
    await expect(db().$executeRaw`update "AuditEvent" set outcome = 'x'`).rejects.toThrow(
      /append-only/,
    );
  });

  it("loses old entries by the documented step, and is append-only again after it", async () => {
    const text = await readFile("docs/operations.md", "utf8");
    const [, step = ""] = /```sql\n(BEGIN;[^`]*COMMIT;)\n```/.exec(text) ?? [];
    const { tenant } = await makeWorld();
    await write(tenant, [{ at: new Date("2020-01-01T00:00:00Z") }, {}]);
    for (const statement of step.split(";").filter((part) => part.trim() !== "")) {
      if (!/^\s*(BEGIN|COMMIT)\s*$/.test(statement)) expect(statement).toMatch(/AuditEvent/);
    }
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query(step).finally(() => client.end());
    expect(await db().auditEvent.count({ where: { tenantId: tenant.id } })).toBe(1);
    await expect(db().$executeRaw`delete from "AuditEvent"`).rejects.toThrow(/append-only/);
  });
});
