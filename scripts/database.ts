// npm run db:migrate | db:diff [-- --write NAME] | db:reset [-- --yes]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { confirm, runCommand } from "./command";
import { openEmbeddedDatabase } from "./embedded-database";
import { findRunningDatabase, loadEnvFile, readSettings } from "./environment";
import { readLock } from "./lock";
import { applyMigrations, diffMigrations } from "./migrations";
import { runSql } from "./postgres";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "string" }, yes: { type: "boolean", default: false } },
});

runCommand(async ({ defer }) => {
  loadEnvFile();
  if (positionals[0] === "diff") return diff(values.write);
  if (positionals[0] === "reset") return reset();
  return migrate(defer);
});

/** Migrates DATABASE_URL, or the embedded database, opened for it if it is not running. */
async function migrate(defer: (cleanUp: () => unknown) => void): Promise<void> {
  const { databaseUrl, dataDir, databasePort: port } = readSettings();
  let url = databaseUrl ?? findRunningDatabase(dataDir);
  if (!url) {
    const opened = await openEmbeddedDatabase({ dataDir, port });
    defer(opened.close);
    url = opened.url;
  }
  const applied = await applyMigrations(url);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length === 0) console.log("Nothing to do: every migration is applied.");
}

/** Prints the SQL from the migrations to the schema, or writes it as a new migration. */
async function diff(name: string | undefined): Promise<void> {
  const sql = await diffMigrations();
  if (sql === "") return console.log("Nothing to do: the migrations lead to prisma/schema.prisma.");
  if (name === undefined) return console.log(sql);
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error("A migration's name consists of a-z, 0-9 and _.");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `prisma/migrations/${stamp}_${name}`;
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`Wrote ${folder}. Review it, then: npm run db:migrate`);
}

/** Deletes the demo's data, or empties the database of DATABASE_URL. */
async function reset(): Promise<void> {
  const { databaseUrl, dataDir } = readSettings();
  const demo = readLock(join(dataDir, "demo.lock"));
  if (demo)
    throw new Error(`The demo is running (process ${demo.pid}). Stop it first, with Ctrl-C.`);
  if (databaseUrl) {
    const { host, pathname } = new URL(databaseUrl);
    await confirm(`This drops every table in ${host}${pathname}.`, values.yes);
    const [schema] = await runSql(databaseUrl, "SELECT quote_ident(current_schema()) AS name");
    await runSql(databaseUrl, `DROP SCHEMA ${schema.name} CASCADE; CREATE SCHEMA ${schema.name}`);
    await applyMigrations(databaseUrl);
  } else {
    if (findRunningDatabase(dataDir)) {
      throw new Error("The embedded database is in use. Stop the program that uses it first.");
    }
    await confirm(`This deletes all data in ${dataDir}.`, values.yes);
    rmSync(join(dataDir, "db"), { recursive: true, force: true });
  }
  // The sandbox holds the public halves of keys that only the deleted database held.
  rmSync(join(dataDir, "sandbox"), { recursive: true, force: true });
  console.log("Done. The next `npm run demo` starts from nothing.");
}
