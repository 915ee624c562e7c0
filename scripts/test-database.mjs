// A database of one's own on a PostgreSQL server, dropped afterwards.
import { randomUUID } from "node:crypto";
import pg from "pg";

/**
 * @param {string} serverUrl any database on the server, as a role that may create others
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function createTestDatabase(serverUrl) {
  const name = `mullion_test_${randomUUID().replaceAll("-", "")}`;
  await run(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    close: () => run(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function run(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
