import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations, diffMigrations } from "./migrations";
import { servePGlite } from "./pglite-server";
import { createTestDatabase } from "./postgres";

type Database = { url: string; close: () => Promise<void> };

const server = process.env.TEST_POSTGRES_URL;
const engines: [string, (() => Promise<Database>) | undefined][] = [
  ["the embedded database", servePGlite],
  ["PostgreSQL", server ? () => createTestDatabase(server) : undefined],
];

describe.each(engines)("migrations on %s", (_, open) => {
  if (!open) {
    it("apply, refuse and compare as on the other", ({ skip }) =>
      skip("TEST_POSTGRES_URL names no server: npm test -- --database=postgres://…"));
    return;
  }
  let database: Database;
  let client: pg.Client;

  beforeAll(async () => {
    database = await open();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.close();
  });

  it("lead from an empty database to the schema", async () => {
    expect(await diffMigrations({ shadowDatabaseUrl: database.url })).toBe("");
    // The comparison replays the migrations, and leaves what they made.
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  });

  it("apply once, and have nothing to do the second time", async () => {
    expect(await applyMigrations(database.url)).toContain("20261125000000_init");
    expect(await applyMigrations(database.url)).toEqual([]);
    const { rows } = await client.query('SELECT "finished_at" FROM "_prisma_migrations"');
    expect(rows.every((row) => row.finished_at !== null)).toBe(true);
  });

  it("refuse a database of another version", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mullion-migrations-"));
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /another version of Mullion .*20261125000000_init.*npm run db:reset/,
    );
  });

  it.each([
    `UPDATE "AuditEvent" SET "action" = 'other'`,
    'DELETE FROM "AuditEvent"',
    'TRUNCATE "AuditEvent"',
  ])("keep the audit log append-only: %s", async (sql) => {
    await client.query(
      `INSERT INTO "AuditEvent" ("id", "action", "outcome") VALUES (gen_random_uuid(), 'mint', 'ok')`,
    );
    await expect(client.query(sql)).rejects.toThrow(/AuditEvent is append-only/);
  });

  it("let the owner drop old audit rows as the migration says", async () => {
    await client.query(`
      BEGIN;
      ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_append_only";
      DELETE FROM "AuditEvent";
      ALTER TABLE "AuditEvent" ENABLE TRIGGER "AuditEvent_append_only";
      COMMIT;`);
    const { rows } = await client.query('SELECT count(*)::int AS count FROM "AuditEvent"');
    expect(rows[0].count).toBe(0);
    await expect(client.query('DELETE FROM "AuditEvent"')).rejects.toThrow(/append-only/);
  });

  it.each([
    `INSERT INTO "Tenant" ("id", "slug", "name") VALUES ('t', 'Acme', 'Acme')`,
    `INSERT INTO "Tenant" ("id", "slug", "name") VALUES ('t', 'a/b', 'Acme')`,
    `INSERT INTO "User" ("id", "email", "name") VALUES ('u', 'Owner@acme.example', 'Owner')`,
    `INSERT INTO "User" ("id", "email", "name") VALUES ('u', 'nobody', 'Nobody')`,
    `INSERT INTO "RateLimit" ("key", "windowStart", "count") VALUES ('k', now(), 0)`,
  ])("refuse what the schema cannot say: %s", async (sql) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code: "23514" });
  });

  it("allow one grant for the whole tenant, and one for each team", async () => {
    await client.query(`
      INSERT INTO "Tenant" ("id", "slug", "name") VALUES ('t', 'acme', 'Acme');
      INSERT INTO "Team" ("id", "tenantId", "slug", "name") VALUES ('f', 't', 'finance', 'Finance');
      INSERT INTO "EmbedConnection" ("id", "slug", "name", "vendor", "settings")
        VALUES ('c', 'c', 'C', 'd', '{}');
      INSERT INTO "Dashboard" ("id", "connectionId", "slug", "kind", "ref", "title")
        VALUES ('d', 'c', 'd', 'k', 'r', 'D')`);
    const grant = (id: string, team: string | null) =>
      client.query(
        'INSERT INTO "Grant" ("id", "tenantId", "teamId", "dashboardId") VALUES ($1, $2, $3, $4)',
        [id, "t", team, "d"],
      );
    await grant("g1", null);
    await grant("g2", "f");
    await expect(grant("g3", null)).rejects.toMatchObject({ code: "23505" });
    await expect(grant("g4", "f")).rejects.toMatchObject({ code: "23505" });
  });

  it("stop as a whole where one statement fails", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mullion-migrations-"));
    cpSync("prisma/migrations", folder, { recursive: true });
    mkdirSync(join(folder, "29990101000000_broken"));
    writeFileSync(
      join(folder, "29990101000000_broken/migration.sql"),
      "CREATE TABLE half (id int); SELECT 1/0; CREATE TABLE other (id int);",
    );
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/division by zero/);
    const { rows } = await client.query("SELECT to_regclass('half') AS half");
    expect(rows[0].half).toBeNull();
    rmSync(folder, { recursive: true });
  });
});

it("shows what the migrations lack", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mullion-migrations-"));
  expect(await diffMigrations({ folder })).toContain('CREATE TABLE "Tenant"');
  rmSync(folder, { recursive: true });
});
