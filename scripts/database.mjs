// npm run db:migrate | db:diff [-- --write NAME] | db:reset [-- --yes]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { pathToFileURL } from "node:url";
import { findRunningDatabase, serveDatabase } from "./embedded-database.mjs";
import { readLock } from "./lock-file.mjs";
import { applyMigrations, diffMigrations } from "./migrations.mjs";
import { inRoot } from "./root.mjs";
import { readSettings } from "./settings.mjs";

/** Applies the migrations to DATABASE_URL, or to the embedded database, opened for it if need be. */
async function migrate(settings) {
  const opened =
    settings.databaseUrl || findRunningDatabase(settings.dataDir)
      ? null
      : await serveDatabase({ dataDir: settings.dataDir, port: settings.databasePort });
  try {
    const url = settings.databaseUrl ?? opened?.url ?? findRunningDatabase(settings.dataDir);
    const applied = await applyMigrations(url);
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log("Nothing to do: every migration is applied.");
  } finally {
    await opened?.close();
  }
}

/** Prints the SQL from the migrations to the schema; with a name, writes it as a new migration. */
async function diff(name) {
  const sql = await diffMigrations();
  if (sql === "") {
    console.log("Nothing to do: the migrations lead to prisma/schema.prisma.");
    return;
  }
  if (name === undefined) {
    console.log(sql);
    return;
  }
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error("A migration's name is made of a-z, 0-9 and _.");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = inRoot(`prisma/migrations/${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), `${sql}\n`);
  console.log(`Wrote ${folder}. Read it, then: npm run db:migrate`);
}

/** Throws away what the demo remembers, or empties the database of DATABASE_URL. */
async function reset(settings, sure) {
  const running = readLock(join(settings.dataDir, "demo.lock"));
  if (running) {
    throw new Error(`The demo is running (process ${running.pid}). Stop it first, with Ctrl-C.`);
  }
  if (settings.databaseUrl) {
    const { host, pathname } = new URL(settings.databaseUrl);
    await confirm(`This drops every table in ${host}${pathname}.`, sure);
    await emptySchema(settings.databaseUrl);
    await applyMigrations(settings.databaseUrl);
  } else {
    if (findRunningDatabase(settings.dataDir)) {
      throw new Error("The embedded database is in use. Stop the program that uses it first.");
    }
    await confirm(`This deletes all data in ${settings.dataDir}.`, sure);
    rmSync(join(settings.dataDir, "db"), { recursive: true, force: true });
  }
  // The sandbox knows keys that only the database held: one without the other is of no use.
  rmSync(join(settings.dataDir, "sandbox"), { recursive: true, force: true });
  console.log("Done. The next `npm run demo` starts from nothing.");
}

async function confirm(sentence, sure) {
  if (sure) return;
  if (!process.stdin.isTTY) throw new Error(`${sentence} Add --yes to say that you want it.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${sentence} Type yes to go on: `);
  terminal.close();
  if (answer.trim() !== "yes") throw new Error("Nothing was changed.");
}

async function emptySchema(databaseUrl) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT quote_ident(current_schema()) AS name");
    await client.query(`DROP SCHEMA ${rows[0].name} CASCADE; CREATE SCHEMA ${rows[0].name}`);
  } finally {
    await client.end();
  }
}

/** @param {string[]} args */
async function main([command, ...options]) {
  if (command === "migrate") return migrate(readSettings());
  if (command === "diff") {
    const write = options.indexOf("--write");
    return diff(write < 0 ? undefined : (options[write + 1] ?? ""));
  }
  if (command === "reset") return reset(readSettings(), options.includes("--yes"));
  throw new Error("node scripts/database.mjs migrate | diff [--write NAME] | reset [--yes]");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.slice(2)).then(
    // The schema engine leaves a timer behind that would hold the process for ten seconds.
    () => process.exit(0),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
