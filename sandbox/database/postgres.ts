import pg from "pg";
import { DatabaseUnavailable } from "../errors";
import type { Database, Queries } from "./database";

const { builtins } = pg.types;

export function openPostgres(url: string): Database {
  const types = new pg.TypeOverrides();
  // Sums of cents stay below 2^53.
  types.setTypeParser(builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 1500,
    query_timeout: 60_000,
    types,
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on("error", () => {});
  return {
    ...queriesOn(pool),
    transaction: async (work) => {
      const client = await pool.connect().catch(fail);
      let isBroken = false;
      try {
        await client.query("begin").catch(fail);
        const result = await work(queriesOn(client));
        await client.query("commit").catch(fail);
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => {
          isBroken = true;
        });
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}

function queriesOn(client: pg.Pool | pg.PoolClient): Queries {
  return {
    query: <Row>(sql: string, parameters?: unknown[]) =>
      client.query(sql, parameters).then(({ rows }) => rows as Row[], fail),
  };
}

function fail(error: unknown): never {
  throw new DatabaseUnavailable(error);
}
