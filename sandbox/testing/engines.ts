// Decides on which databases a test runs: PGlite always, PostgreSQL where TEST_POSTGRES_URL names one.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readTestEnvironment } from "../env";

export interface Engine {
  name: string;
  /** Gives a place for a new database and the function that removes it. */
  make(): Promise<{ dataDir: string; databaseUrl: string | undefined; remove(): Promise<void> }>;
}

const server = readTestEnvironment().databaseUrl;

const folder: Engine = {
  name: "PGlite",
  make: async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const remove = async () => rmSync(dataDir, { recursive: true, force: true });
    return { dataDir, databaseUrl: undefined, remove };
  },
};

const postgres: Engine = {
  name: "PostgreSQL",
  make: async () => {
    const name = `sandbox_test_${randomBytes(6).toString("hex")}`;
    await administer(`create database ${name}`);
    const url = new URL(server ?? "");
    url.pathname = `/${name}`;
    const remove = () => administer(`drop database if exists ${name} with (force)`);
    return { dataDir: join(tmpdir(), name), databaseUrl: url.href, remove };
  },
};

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

if (!server) console.log("PostgreSQL is left out: TEST_POSTGRES_URL is unset.");
export const engines: Engine[] = server ? [folder, postgres] : [folder];
