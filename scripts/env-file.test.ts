import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { readEnvironment, secretNames, writeEnvFile } from "./env-file.mjs";
import { readSettings, requireSecrets } from "./settings.mjs";

const file = () => join(mkdtempSync(join(tmpdir(), "mullion-env-")), ".env");

afterEach(() => vi.unstubAllEnvs());

it("writes fresh secrets that only the owner can read", () => {
  const [first, second] = [file(), file()];
  expect(writeEnvFile(first)).toBe(true);
  expect(writeEnvFile(second)).toBe(true);
  expect(statSync(first).mode & 0o777).toBe(0o600);
  const [one, two] = [readEnvironment(first), readEnvironment(second)];
  for (const name of secretNames) {
    expect(one[name]?.length).toBeGreaterThanOrEqual(32);
    expect(one[name]).not.toBe(two[name]);
  }
  expect(Buffer.from(one.VAULT_KEY ?? "", "base64")).toHaveLength(32);
  const names = readFileSync(first, "utf8").match(/^[A-Z_]+(?==)/gm);
  expect(names).toEqual(secretNames);
});

it("leaves a file that is there as it is", () => {
  const path = file();
  writeEnvFile(path);
  const before = readFileSync(path, "utf8");
  expect(writeEnvFile(path)).toBe(false);
  expect(readFileSync(path, "utf8")).toBe(before);
});

it("lets the process environment win", () => {
  const path = file();
  writeEnvFile(path);
  vi.stubEnv("SANDBOX_ADMIN_KEY", "from the process");
  expect(readEnvironment(path).SANDBOX_ADMIN_KEY).toBe("from the process");
});

it("says which secret is missing, and nothing of the others", () => {
  const env = { NEXTAUTH_SECRET: "s3cret", SANDBOX_ADMIN_KEY: "k3y" };
  expect(() => requireSecrets(env)).toThrow(/\.env has no VAULT_KEY\./);
  expect(() => requireSecrets(env)).not.toThrow(/s3cret|k3y/);
});

it("reads ports and addresses, or says what they want to be", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    sandboxPort: 4000,
    databasePort: undefined,
    databaseUrl: undefined,
  });
  expect(readSettings({ PORT: "3010" }).port).toBe(3010);
  expect(() => readSettings({ SANDBOX_PORT: "many" })).toThrow(/SANDBOX_PORT is "many"/);
  expect(() => readSettings({ DATABASE_URL: "mysql://x" })).toThrow(/postgres:\/\//);
});
