import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { servePGlite } from "./pglite-server";
import { runSql } from "./postgres";

// Prisma's own schema engine, compiled to WebAssembly: no binary to download, and it reaches the
// embedded database and a PostgreSQL server alike. It keeps the same `_prisma_migrations` table as the
// command line, so `npx prisma migrate deploy` takes over any database migrated from here.

const migrationsFolder = "prisma/migrations";
const schemaFile = "prisma/schema.prisma";
const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies what the database does not have yet. Safe to call at every start.
 *
 * @returns the names of the migrations applied now
 */
export async function applyMigrations(
  databaseUrl: string,
  folder = migrationsFolder,
): Promise<string[]> {
  await refuseUnknownMigrations(databaseUrl, folder);
  const migrationsList = readMigrations(folder);
  return withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  });
}

/** Data of another version, whose migrations were replaced since, cannot be migrated. */
async function refuseUnknownMigrations(databaseUrl: string, folder: string): Promise<void> {
  const [table] = await runSql(databaseUrl, `SELECT to_regclass('"_prisma_migrations"') AS name`);
  if (!table.name) return;
  const applied = await runSql(
    databaseUrl,
    'SELECT migration_name AS name FROM "_prisma_migrations"',
  );
  const known = migrationNames(folder);
  const unknown = applied.find(({ name }) => !known.includes(name));
  if (!unknown) return;
  throw new Error(
    `This database was made by another version of Mullion (it has the migration ${unknown.name}). ` +
      "To delete its data and start over: npm run db:reset",
  );
}

/**
 * The SQL that leads from the migrations to prisma/schema.prisma; empty when they agree. Expression
 * indexes, checks and triggers are not part of a Prisma schema, and so never show.
 *
 * @param shadowDatabaseUrl an empty database to replay the migrations in; by default one in memory
 */
export async function diffMigrations({
  folder = migrationsFolder,
  shadowDatabaseUrl,
}: {
  folder?: string;
  shadowDatabaseUrl?: string;
} = {}): Promise<string> {
  const memory = shadowDatabaseUrl ? null : await servePGlite();
  try {
    const migrations = readMigrations(folder);
    const isEmpty = migrations.migrationDirectories.length === 0;
    return await withEngine(shadowDatabaseUrl ?? memory?.url ?? "", async (engine) => {
      const { stdout } = await engine.diff({
        from: isEmpty ? { tag: "empty" } : { tag: "migrations", ...migrations },
        to: { tag: "schemaDatamodel", files: readSchema() },
        script: true,
        exitCode: null,
        filters,
      });
      const sql = (stdout ?? "").trim();
      return sql === "-- This is an empty migration." ? "" : sql;
    });
  } finally {
    await memory?.close();
  }
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
/** What the adapter's class has and its published type leaves out. */
type AdapterInternals = {
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[] }>;
  onError(error: unknown): never;
};

/**
 * Prisma's driver adapter with two corrections that the engine needs. Scripts reach the server whole:
 * the adapter's own `executeScript` splits at every semicolon, function bodies included, and loses the
 * one transaction that a script otherwise is. And the type "char" of PostgreSQL's catalog tables, which
 * the adapter refuses, is read. One connection, so that the engine's advisory lock and its statements
 * share a session.
 */
async function connect(connectionString: string): Promise<Adapter> {
  const adapter = await new PrismaPg({ connectionString, max: 1 }).connect();
  const internals = adapter as unknown as AdapterInternals;
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error: unknown) => internals.onError(error));
  };
  const { performIO } = internals;
  const { queryRaw } = adapter;
  adapter.queryRaw = async (query) => {
    const characters: number[] = [];
    const reading = Object.create(adapter);
    reading.performIO = async (query: unknown) => {
      const result = await performIO.call(adapter, query);
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== pg.types.builtins.CHAR) return;
        field.dataTypeID = pg.types.builtins.TEXT;
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

type Engine = bindings.SchemaEngine;

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const adapters: Adapter[] = [];
  const open = async () => {
    const adapter = await connect(url);
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
  try {
    loadEngine();
    const datamodels = readSchema().map(({ path, content }): [string, string] => [path, content]);
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, factory);
    return await work(engine);
  } catch (reason) {
    throw new Error(`The schema engine failed: ${reasonOf(reason)}`, { cause: reason });
  } finally {
    await Promise.allSettled(adapters.map((adapter) => adapter.dispose()));
  }
}

let isLoaded = false;

/** Node 20 cannot import .wasm files, so the module is instantiated by hand, once. */
function loadEngine(): void {
  if (isLoaded) return;
  const entry = createRequire(import.meta.url).resolve(
    "@prisma/schema-engine-wasm/schema_engine_bg",
  );
  const module = new WebAssembly.Module(
    readFileSync(join(dirname(entry), "schema_engine_bg.wasm")),
  );
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  isLoaded = true;
}

/** The engine rejects with a text, a `message`, or a `meta.message`. */
function reasonOf(reason: unknown): string {
  if (typeof reason === "string") return reason;
  const { meta, message } = reason as { meta?: { message?: string }; message?: string };
  return meta?.message ?? message ?? JSON.stringify(reason);
}

const readSchema = () => [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];

const migrationNames = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

function readMigrations(folder: string) {
  const read = (name: string) => readFileSync(join(folder, name, "migration.sql"), "utf8");
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: read(name) } },
    })),
  };
}
