import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readLock } from "./lock";

export type Environment = Record<string, string | undefined>;

const secrets = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  VAULT_KEY: () => randomBytes(32).toString("base64"),
  SANDBOX_ADMIN_KEY: () => randomBytes(32).toString("base64url"),
};

export const secretNames = Object.keys(secrets);

export function createSecrets(): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([name, create]) => [name, create()]));
}

/** Writes fresh secrets, readable by their owner only. False when there is a file already: it stays. */
export function writeEnvFile(path = ".env"): boolean {
  if (existsSync(path)) return false;
  const lines = [
    "# Secrets of this machine, made by `npm run demo`. Everything else has defaults: .env.example.",
    "# VAULT_KEY encrypts the stored credentials: without it they have to be entered again.",
    ...Object.entries(createSecrets()).map(([name, value]) => `${name}=${value}`),
  ];
  writeFileSync(path, `${lines.join("\n")}\n`, { flag: "wx", mode: 0o600 });
  return true;
}

/** Adds .env to the process environment, which wins. */
export function loadEnvFile(path = ".env"): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

/** `databaseUrl` unset: the embedded database. `databasePort` unset: the first free one from 5544. */
export function readSettings(env: Environment = process.env) {
  const port = readPort(env, "PORT") ?? 3000;
  return {
    dataDir: resolve(env.DATA_DIR || ".data"),
    port,
    hostUrl: env.NEXTAUTH_URL || `http://localhost:${port}`,
    sandboxPort: readPort(env, "SANDBOX_PORT") ?? 4000,
    databasePort: readPort(env, "DATABASE_PORT"),
    databaseUrl: readDatabaseUrl(env),
  };
}

export type Settings = ReturnType<typeof readSettings>;

function readPort(env: Environment, name: string): number | undefined {
  if (!env[name]) return undefined;
  const port = Number(env[name]);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} is "${env[name]}". It must be a port number, 1 to 65535.`);
}

function readDatabaseUrl({ DATABASE_URL }: Environment): string | undefined {
  if (!DATABASE_URL) return undefined;
  if (/^postgres(ql)?:\/\//.test(DATABASE_URL)) return DATABASE_URL;
  throw new Error("DATABASE_URL must begin with postgres:// (unset: the embedded database).");
}

/** @throws a sentence that names the missing ones */
export function requireSecrets(env: Environment = process.env, names = secretNames): void {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === 0) return;
  throw new Error(
    `Missing in .env: ${missing.join(", ")}. Add it (openssl rand -base64 32), or delete .env to get ` +
      "a new one; with a new VAULT_KEY also run: npm run db:reset",
  );
}

/** The URL of the embedded database that runs on this folder; null when none does. */
export function findRunningDatabase(dataDir: string): string | null {
  return readLock(join(dataDir, "db.lock"))?.url ?? null;
}

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
