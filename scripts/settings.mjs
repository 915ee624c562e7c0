// What the scripts are told by their environment: folders, ports, addresses.
import { readEnvironment, secretNames } from "./env-file.mjs";
import { inRoot } from "./root.mjs";

/**
 * Reads the process environment over .env.
 *
 * @param {Record<string, string | undefined>} [env]
 * @returns `databasePort` is undefined where nobody chose one; `databaseUrl` where the embedded
 *   database is to be used
 */
export function readSettings(env = readEnvironment()) {
  return {
    env,
    dataDir: inRoot(env.DATA_DIR || ".data"),
    port: readPort(env, "PORT") ?? 3000,
    sandboxPort: readPort(env, "SANDBOX_PORT") ?? 4000,
    databasePort: readPort(env, "DATABASE_PORT"),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
  };
}

function readPort(env, name) {
  const text = env[name];
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${name} is "${text}": it wants a port number, 1 to 65535.`);
  }
  return port;
}

function readDatabaseUrl(text) {
  if (!text) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw new Error(
      "DATABASE_URL wants to begin with postgres:// (leave it out for the embedded database).",
    );
  }
  return text;
}

/**
 * Throws one sentence that names what is missing.
 *
 * @param {Record<string, string | undefined>} env
 * @param {string[]} [names] what is needed; the demo needs all
 */
export function requireSecrets(env, names = secretNames) {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === 0) return;
  throw new Error(
    `.env has no ${missing.join(", no ")}. Add it (openssl rand -base64 32), or delete .env to get ` +
      "a fresh one; with a new VAULT_KEY also run: npm run db:reset",
  );
}
