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
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      const { rows } = await client.query(
        "SELECT rolsuper OR (rolcreatedb AND rolcreaterole) AS suitable FROM pg_roles WHERE rolname = current_user",
      );
      if (rows[0].suitable) return url;
    } catch {
      // Not there, or not for us.
    } finally {
      await client.end().catch(() => {});
    }
  }
  return undefined;
}

/** A server in a temporary folder, deleted at the end. */
async function startPostgres({ defer }: Command): Promise<string> {
  const binaries = findBinaries() ?? (await installPostgres());
  const folder = mkdtempSync(join(tmpdir(), "mullion-postgres-"));
  defer(() => rmSync(folder, { recursive: true, force: true }));
  if (isRoot) await execa("chown", ["postgres:", folder]);
  const port = await findFreePort();
  const data = join(folder, "data");
  await asPostgres(join(binaries, "initdb"), [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "--no-sync",
  ]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  await asPostgres(join(binaries, "pg_ctl"), [
    "-D",
    data,
    "-w",
    "-l",
    join(folder, "log"),
    "-o",
    settings,
    "start",
  ]);
  defer(() => asPostgres(join(binaries, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"]));
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. */
async function asPostgres(program: string, args: string[]): Promise<void> {
  const switchUser = ["--reuid=postgres", "--regid=postgres", "--init-groups", program];
  // "ignore": the server keeps what it inherits open.
  const options = { cwd: "/", stdio: "ignore" } as const;
  if (isRoot) await execa("setpriv", [...switchUser, ...args], options);
  else await execa(program, args, options);
}

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
  const options = { stdout: "ignore", env: { DEBIAN_FRONTEND: "noninteractive" } } as const;
  await execa("apt-get", ["update", "-qq"], options);
  await execa(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "postgresql"],
    options,
  );
  const binaries = findBinaries();
  if (!binaries) throw new Error("The installed PostgreSQL was not found.");
  return binaries;
}
