// Applies and compares Prisma migrations, with Prisma's own schema engine compiled to WebAssembly.
//
// The engine works through a driver adapter, so it needs no binary download and speaks to the
// embedded database and to a PostgreSQL server alike. It keeps the same `_prisma_migrations` table
// as the command line: `npx prisma migrate deploy` takes over any database migrated from here.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { types } from "pg";
import { openMemoryDatabase } from "./memory-database.mjs";
import { inRoot } from "./root.mjs";

const schemaFile = inRoot("prisma/schema.prisma");
const migrationsFolder = inRoot("prisma/migrations");
const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies what the database does not have yet. Safe to call at every start.
 *
 * @param {string} databaseUrl postgres://…
 * @param {{ folder?: string }} [options] another migrations folder
 * @returns {Promise<string[]>} names of the migrations applied now; empty when there was nothing to do
 */
export async function applyMigrations(databaseUrl, options = {}) {
  const migrationsList = readMigrations(options.folder ?? migrationsFolder);
  return withEngine(
    () => connect(databaseUrl),
    async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
      return appliedMigrationNames;
    },
  );
}

/**
 * The SQL that leads from the migrations folder to prisma/schema.prisma; empty when they agree.
 * Expression indexes, checks and triggers are not part of a Prisma schema, and so never show.
 *
 * @param {{ folder?: string, shadowDatabaseUrl?: string }} [options] `shadowDatabaseUrl`: an empty
 *   database to replay the migrations in; by default one in memory
 */
export async function diffMigrations(options = {}) {
  const memory = options.shadowDatabaseUrl ? null : await openMemoryDatabase();
  try {
    const shadowDatabaseUrl = options.shadowDatabaseUrl ?? memory?.url;
    const migrations = readMigrations(options.folder ?? migrationsFolder);
    return await withEngine(
      () => connect(shadowDatabaseUrl),
      (engine) =>
        diff(
          engine,
          migrations.migrationDirectories.length > 0
            ? { tag: "migrations", ...migrations }
            : { tag: "empty" },
        ),
    );
  } finally {
    await memory?.close();
  }
}

async function diff(engine, from) {
  const { stdout } = await engine.diff({
    from,
    to: { tag: "schemaDatamodel", files: readSchema() },
    script: true,
    exitCode: null,
    filters,
  });
  const sql = (stdout ?? "").trim();
  return sql === "-- This is an empty migration." ? "" : sql;
}

/**
 * Prisma's driver adapter, mended in two places that the engine needs. Scripts go to the server
 * whole: the adapter's own `executeScript` cuts at every semicolon, function bodies included, and
 * loses the one transaction that a script otherwise is. And the type "char" of PostgreSQL's
 * catalogue tables, which the adapter refuses, is read. One connection, so that the engine's
 * advisory lock and its statements share a session.
 */
async function connect(databaseUrl) {
  const adapter = await new PrismaPg({ connectionString: databaseUrl, max: 1 }).connect();
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => adapter.onError(error));
  };
  const { performIO, queryRaw } = adapter;
  adapter.queryRaw = async (query) => {
    const characters = [];
    const reading = Object.create(adapter);
    reading.performIO = async (query) => {
      const result = await performIO.call(adapter, query);
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== types.builtins.CHAR) return;
        field.dataTypeID = types.builtins.TEXT;
        characters.push(index);
      });
      return result;
    };
    const result = await queryRaw.call(reading, query);
    for (const index of characters) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

async function withEngine(connect, work) {
  const { SchemaEngine } = loadBindings();
  const adapters = [];
  const open = async () => {
    const adapter = await connect();
    adapters.push(adapter);
    return adapter;
  };
  // Where the engine wants a shadow database, the caller's connection already is one: the adapter's
  // own connectToShadowDb() creates a database on the server, which the embedded one cannot.
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: open,
    connectToShadowDb: open,
  });
  const datamodels = readSchema().map((file) => [file.path, file.content]);
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => {}, factory);
    return await work(engine);
  } catch (reason) {
    throw new Error(`The schema engine stopped: ${explain(reason)}`, { cause: reason });
  } finally {
    await Promise.allSettled(adapters.map((adapter) => adapter.dispose()));
  }
}

let loaded = false;

/** Node 20 does not import .wasm files, so the module is put together by hand, once. */
function loadBindings() {
  if (!loaded) {
    const folder = dirname(
      createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
    );
    const wasm = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
    const instance = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": bindings });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    loaded = true;
  }
  return bindings;
}

/** The engine's rejections carry their reason as text, as `message`, or inside `meta`. */
function explain(reason) {
  if (typeof reason === "string") return reason;
  return reason?.meta?.message ?? reason?.message ?? JSON.stringify(reason);
}

function readSchema() {
  return [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];
}

function readMigrations(folder) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
