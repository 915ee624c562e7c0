// Runs one of the operator's programs (TypeScript, in prisma/) with the environment of this installation.
import { spawnSync } from "node:child_process";
import { findRunningDatabase } from "./embedded-database.mjs";
import { inRoot } from "./root.mjs";
import { readSettings, requireSecrets } from "./settings.mjs";

/**
 * @param {string} program path from the root
 * @param {string[]} args
 * @returns {number} its exit code
 */
export function operate(program, args = []) {
  const settings = readSettings();
  const env = {
    ...settings.env,
    DATABASE_URL: findDatabaseUrl(settings) ?? "",
    NEXTAUTH_URL: settings.env.NEXTAUTH_URL || `http://localhost:${settings.port}`,
  };
  const run = ["--import", "tsx", inRoot(program), ...args];
  return spawnSync(process.execPath, run, { env, stdio: "inherit" }).status ?? 1;
}

/**
 * The same for a program that is of no use without database and secrets.
 *
 * @throws Error that says what is missing
 */
export function operateOnData(program, args = []) {
  const settings = readSettings();
  requireSecrets(settings.env, ["NEXTAUTH_SECRET", "VAULT_KEY"]);
  if (!findDatabaseUrl(settings)) {
    throw new Error("No database: start `npm run demo` in another terminal, or set DATABASE_URL.");
  }
  return operate(program, args);
}

/** DATABASE_URL, or the demo's database while it runs; undefined when there is none. */
function findDatabaseUrl(settings) {
  return settings.databaseUrl ?? findRunningDatabase(settings.dataDir);
}
