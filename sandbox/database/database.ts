import { readFile } from "node:fs/promises";
import { openPGlite } from "./pglite";
import { openPostgres } from "./postgres";

export interface Queries {
  /** @throws DatabaseUnavailable */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface Database extends Queries {
  /** Runs queries on one connection; any throw rolls them back. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The role that reads orders. */
export const readerRole = "mullion_sandbox_reader";

/**
 * Opens PostgreSQL, or PGlite in the data folder, and applies the schema.
 * @throws Error that says what to do
 */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<Database> {
  const database = url ? openPostgres(url) : await openPGlite(dataDir);
  try {
    await applySchema(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function applySchema(database: Database): Promise<void> {
  const [earlier] = await database.query<{ found: boolean }>(
    "select to_regclass('sandbox.item') is not null as found",
  );
  if (earlier?.found) {
    throw new Error(
      "The sandbox's data is from an earlier version. Run `npm run db:reset`, or empty SANDBOX_DATABASE_URL's schema `sandbox`.",
    );
  }
  const schema = await readFile(new URL("schema.sql", import.meta.url), "utf8");
  await database.transaction(async (tx) => {
    // Two sandboxes that start at once on one database take turns.
    await tx.query("select pg_advisory_xact_lock(77011905)");
    for (const statement of schema.split("\n\n").slice(1)) await tx.query(statement);
  });
  const [role] = await database.query<{ bypasses: boolean }>(
    "select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = $1",
    [readerRole],
  );
  if (role?.bypasses !== false) {
    throw new Error(
      `The database role ${readerRole} is missing or may bypass row-level security. Drop it; the sandbox creates its own.`,
    );
  }
  await database.transaction((tx) => tx.query(`set local role ${readerRole}`));
}
