// The .env file: secrets only, made once, never overwritten.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { inRoot } from "./root.mjs";

const envFile = inRoot(".env");

const secrets = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  VAULT_KEY: () => randomBytes(32).toString("base64"),
  SANDBOX_ADMIN_KEY: () => randomBytes(32).toString("base64url"),
};

export const secretNames = Object.keys(secrets);

/** A fresh value for each secret the product needs. */
export function freshSecrets() {
  return Object.fromEntries(Object.entries(secrets).map(([name, make]) => [name, make()]));
}

/**
 * Writes the file with fresh secrets, readable by its owner only.
 *
 * @returns {boolean} false when there is one already, which stays as it is
 */
export function writeEnvFile(path = envFile) {
  const lines = Object.entries(freshSecrets()).map(([name, value]) => `${name}=${value}`);
  const text = [
    "# Secrets of this machine, made by `npm run demo`. Everything else has defaults: .env.example.",
    "# VAULT_KEY locks the stored credentials: without it they have to be entered again.",
    ...lines,
    "",
  ].join("\n");
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** What the file says, with the process environment over it. */
export function readEnvironment(path = envFile) {
  const file = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  return { ...file, ...process.env };
}
