import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import {
  loadEnvFile,
  readSettings,
  requireSecrets,
  secretNames,
  writeEnvFile,
} from "./environment";

const newFile = () => join(mkdtempSync(join(tmpdir(), "mullion-env-")), ".env");
const read = (path: string) => parseEnv(readFileSync(path, "utf8"));

afterEach(() => vi.unstubAllEnvs());

it("writes fresh secrets that only the owner can read", () => {
  const [first, second] = [newFile(), newFile()];
  expect(writeEnvFile(first)).toBe(true);
  expect(writeEnvFile(second)).toBe(true);
  expect(statSync(first).mode & 0o777).toBe(0o600);
  expect(Object.keys(read(first)).sort()).toEqual([...secretNames].sort());
  for (const name of secretNames) {
    expect(read(first)[name]?.length).toBeGreaterThanOrEqual(32);
    expect(read(first)[name]).not.toBe(read(second)[name]);
  }
  expect(Buffer.from(read(first).VAULT_KEY ?? "", "base64")).toHaveLength(32);
});

it("keeps an existing file", () => {
  const path = newFile();
  writeEnvFile(path);
  const before = readFileSync(path, "utf8");
  expect(writeEnvFile(path)).toBe(false);
  expect(readFileSync(path, "utf8")).toBe(before);
});

it("lets the process environment win over the file", () => {
  const path = newFile();
  writeEnvFile(path);
  vi.stubEnv("VAULT_KEY", undefined);
  vi.stubEnv("NEXTAUTH_SECRET", undefined);
  vi.stubEnv("SANDBOX_ADMIN_KEY", "from the process");
  loadEnvFile(path);
  expect(process.env.SANDBOX_ADMIN_KEY).toBe("from the process");
  expect(process.env.VAULT_KEY).toBe(read(path).VAULT_KEY);
});

it("names a missing secret, and shows none of the others", () => {
  const env = { NEXTAUTH_SECRET: "s3cret", SANDBOX_ADMIN_KEY: "k3y" };
  expect(() => requireSecrets(env)).toThrow(/Missing in \.env: VAULT_KEY\./);
  expect(() => requireSecrets(env)).not.toThrow(/s3cret|k3y/);
});

it("reads ports and addresses, or says what is wrong with them", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    hostUrl: "http://localhost:3000",
    sandboxPort: 4000,
    databasePort: undefined,
    databaseUrl: undefined,
  });
  expect(readSettings({ PORT: "3010" }).port).toBe(3010);
  expect(() => readSettings({ SANDBOX_PORT: "many" })).toThrow(/SANDBOX_PORT is "many"/);
  expect(() => readSettings({ DATABASE_URL: "mysql://x" })).toThrow(/postgres:\/\//);
});
