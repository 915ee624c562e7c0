import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import pg from "pg";
import type { Command } from "./command";
import { findFreePort } from "./ports";

/** The PostgreSQL that answers at 127.0.0.1:5432 and lets us create databases, or one of our own. */
export async function openPostgres(command: Command): Promise<string> {
  return (await findPostgres()) ?? (await startPostgres(command));
}

async function findPostgres(): Promise<string | undefined> {
  for (const user of ["postgres", "root"]) {
    const url = `postgres://${user}@127.0.0.1:5432/postgres`;
    const suitable =
      "SELECT rolsuper OR (rolcreatedb AND rolcreaterole) AS suitable FROM pg_roles WHERE rolname = current_user";
    // Not there, or not for us.
    const [row] = await runSql(url, suitable).catch(() => []);
    if (row?.suitable) return url;
  }
  return undefined;
}

export async function runSql(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A database for one test run on a PostgreSQL server.
 *
 * @param serverUrl any database on the server, as a role that may create others
 */
export async function createTestDatabase(serverUrl: string) {
  const name = `mullion_test_${randomUUID().replaceAll("-", "")}`;
  await runSql(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  let dropped: Promise<unknown> | undefined;
  const close = async () => {
    dropped ??= runSql(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await dropped;
  };
  return { url: url.href, close };
}

/** A server in a temporary folder, deleted at the end. */
async function startPostgres({ defer }: Command): Promise<string> {
  const binaries = findBinaries() ?? (await installPostgres());
  const folder = mkdtempSync(join(tmpdir(), "mullion-postgres-"));
  defer(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL refuses to run as root.
  const asPostgres = isRoot
    ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    : [];
  // "ignore": the server keeps what it inherits open.
  const run = (program: string, args: string[]) => {
    const [file = "", ...rest] = [...asPostgres, join(binaries, program), ...args];
    return execa(file, rest, { cwd: "/", stdio: "ignore" });
  };
  if (isRoot) await execa("chown", ["postgres:", folder]);
  const port = await findFreePort();
  const data = join(folder, "data");
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  await run("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync"]);
  await run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start"]);
  defer(() => run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]));
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

const isRoot = process.getuid?.() === 0;

function findBinaries(): string | undefined {
  const versions = "/usr/lib/postgresql";
  if (!existsSync(versions)) return undefined;
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
  return newest && join(versions, newest, "bin");
}

async function installPostgres(): Promise<string> {
  if (!isRoot || !existsSync("/usr/bin/apt-get")) {
    throw new Error("No PostgreSQL answers at 127.0.0.1:5432, and none can be installed here.");
  }
  console.log("No PostgreSQL here: installing one.");
  const apt = execa({ stdout: "ignore", env: { DEBIAN_FRONTEND: "noninteractive" } });
  await apt`apt-get update -qq`;
  await apt`apt-get install -y -qq --no-install-recommends postgresql`;
  const binaries = findBinaries();
  if (!binaries) throw new Error("The installed PostgreSQL was not found.");
  return binaries;
}
