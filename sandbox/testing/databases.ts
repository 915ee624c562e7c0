import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readTestSettings } from "../env";
import { createDataFolder } from "./data-folder";

export interface TestDatabase {
  name: string;
  /** Settings for an empty database, and how to remove it. */
  create(): Promise<{ dataDir: string; databaseUrl: string | undefined; remove(): Promise<void> }>;
}

const serverUrl = readTestSettings().databaseUrl;

const pglite: TestDatabase = {
  name: "PGlite",
  create: async () => {
    const dataDir = await createDataFolder();
    const remove = async () => rmSync(dataDir, { recursive: true, force: true });
    return { dataDir, databaseUrl: undefined, remove };
  },
};

const postgres: TestDatabase = {
  name: "PostgreSQL",
  create: async () => {
    const name = `sandbox_test_${randomBytes(6).toString("hex")}`;
    await runOnServer(`create database ${name}`);
    const url = new URL(serverUrl ?? "");
    url.pathname = `/${name}`;
    const remove = () => runOnServer(`drop database if exists ${name} with (force)`);
    return { dataDir: join(tmpdir(), name), databaseUrl: url.href, remove };
  },
};

async function runOnServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

if (!serverUrl) console.log("PostgreSQL is skipped: TEST_POSTGRES_URL is not set.");
/** PGlite always, PostgreSQL where TEST_POSTGRES_URL names a server. */
export const databases: TestDatabase[] = serverUrl ? [pglite, postgres] : [pglite];
