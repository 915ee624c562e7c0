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

/** The role that reads orders. A role belongs to the whole cluster, its grants to one database. */
export const readerRole = "mullion_sandbox_reader";

// Another sandbox on this cluster may create it at the same moment.
const createRole = `do $$ begin
  if not exists (select from pg_roles where rolname = '${readerRole}') then
    create role ${readerRole} nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$`;

// A login that is no superuser may only switch to a role it is a member of. Where the grant fails it
// was made before, or the trial at the end of applySchema reports it.
const grantRole = `do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant ${readerRole} to %I', current_user);
  end if;
exception when others then null;
end $$`;

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
  const statements = schema.replace(/--.*$/gm, "").split(";");
  await database.query(createRole);
  await database.query(grantRole);
  await database.transaction(async (tx) => {
    // Two sandboxes that start at once on one database take turns.
    await tx.query("select pg_advisory_xact_lock(77011905)");
    for (const statement of statements) {
      if (statement.trim()) await tx.query(statement);
    }
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
