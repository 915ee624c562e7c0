// Decides where the sandbox's state lives: a PGlite folder in this process, or a PostgreSQL server.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

export interface Queries {
  /** Runs one statement with bound parameters. Throws StoreUnavailable. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface Database extends Queries {
  /** Runs `work` in one transaction on one connection; any throw rolls it back. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The store did not answer or refused: whoever asked must be told 503, never "yes". */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the sandbox's database failed: ${cause instanceof Error ? cause.message : "unknown"}`, {
      cause,
    });
  }
}

/** The role that reads orders. Roles belong to a whole cluster; what it may read, to one database. */
export const readerRole = "mullion_sandbox_reader";

const ensureRole = `do $$ begin
  if not exists (select from pg_roles where rolname = '${readerRole}') then
    create role ${readerRole} nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another sandbox on this cluster was faster
end $$`;

// A login that is no superuser may only switch to a role that it is a member of.
const ensureMembership = `do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant ${readerRole} to %I', current_user);
  end if;
exception when others then
  null; -- already granted, or granted by an administrator; the trial below decides
end $$`;

/** Opens the store and brings its schema up to date. Throws an Error that says what to do. */
export async function openDatabase(url: string | undefined, dataDir: string): Promise<Database> {
  const database = url ? openServer(url) : await openFolder(join(dataDir, "db"));
  try {
    await applySchema(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function applySchema(database: Database): Promise<void> {
  const schema = await readFile(new URL("schema.sql", import.meta.url), "utf8");
  const statements = withoutComments(schema).split(";");
  await database.query(ensureRole);
  await database.query(ensureMembership);
  await database.transaction(async (tx) => {
    // Two sandboxes that start at once on one database take turns.
    await tx.query("select pg_advisory_xact_lock(77011905)");
    for (const statement of statements) {
      if (statement.trim()) await tx.query(statement);
    }
  });
  const [role] = await database.query<{ above: boolean }>(
    "select rolsuper or rolbypassrls as above from pg_roles where rolname = $1",
    [readerRole],
  );
  if (role?.above !== false) {
    throw new Error(
      `The database role ${readerRole} is missing or may bypass row-level security. Drop it; the sandbox makes its own.`,
    );
  }
  await database.transaction((tx) => tx.query(`set local role ${readerRole}`));
}

function withoutComments(sql: string): string {
  return sql.replace(/--.*$/gm, "");
}

async function openFolder(folder: string): Promise<Database> {
  const complete = `${folder}.complete`;
  // A first start that was killed leaves half a database, in which nothing can have been stored yet.
  if (!existsSync(complete)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const engine = await PGlite.create(folder);
  writeFileSync(complete, "");
  return {
    query: (sql, parameters) =>
      engine.query(sql, parameters).then((result) => result.rows as never, fail),
    transaction: async (work) => {
      let thrown: unknown;
      try {
        return await engine.transaction(async (tx) => {
          try {
            return await work({
              query: (sql, parameters) =>
                tx.query(sql, parameters).then((result) => result.rows as never, fail),
            });
          } catch (error) {
            thrown = error;
            throw error;
          }
        });
      } catch (error) {
        throw thrown ?? new StoreUnavailable(error);
      }
    },
    close: () => engine.close(),
  };
}

function openServer(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 1500,
    query_timeout: 60_000,
    // Integers beyond 2^31 (sums of cents) stay below 2^53 here.
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : parserOf(oid, format)) },
  });
  // A connection that dies while idle is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return {
    query: (sql, parameters) =>
      pool.query(sql, parameters).then((result) => result.rows as never, fail),
    transaction: async (work) => {
      const client = await pool.connect().catch(fail);
      let broken = false;
      const query: Queries["query"] = (sql, parameters) =>
        client.query(sql, parameters).then((result) => result.rows as never, fail);
      try {
        await query("begin");
        const result = await work({ query });
        await query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function parserOf(oid: number, format?: "text" | "binary"): unknown {
  return format === "binary"
    ? pg.types.getTypeParser(oid, "binary")
    : pg.types.getTypeParser(oid, "text");
}

function fail(error: unknown): never {
  throw new StoreUnavailable(error);
}
