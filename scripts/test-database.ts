import { randomUUID } from "node:crypto";
import pg from "pg";

/**
 * A database for one test run on a PostgreSQL server.
 *
 * @param serverUrl any database on the server, as a role that may create others
 */
export async function createTestDatabase(serverUrl: string) {
  const name = `mullion_test_${randomUUID().replaceAll("-", "")}`;
  await execute(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  let dropped: Promise<void> | undefined;
  const close = () => {
    dropped ??= execute(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    return dropped;
  };
  return { url: url.href, close };
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
