import { findRunningDatabase } from "./embedded-database";
import { loadEnvFile, readSettings, requireSecrets } from "./environment";

/** Completes the process environment with .env, the demo's database while it runs, and its address. */
export function loadInstallation(): void {
  loadEnvFile();
  const { dataDir, databaseUrl, hostUrl } = readSettings();
  process.env.DATABASE_URL = databaseUrl ?? findRunningDatabase(dataDir) ?? "";
  process.env.NEXTAUTH_URL = hostUrl;
}

/** The same, for commands that need database and secrets. */
export function requireInstallation(): void {
  loadInstallation();
  requireSecrets(process.env, ["NEXTAUTH_SECRET", "VAULT_KEY"]);
  if (process.env.DATABASE_URL) return;
  throw new Error("No database: start `npm run demo` in another terminal, or set DATABASE_URL.");
}
