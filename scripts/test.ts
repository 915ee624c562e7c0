// npm test: types, lint, unit and browser tests, with databases, ports and folders of their own.
//
//   npm test -- --only=types,lint,unit,browser   a part of it
//   npm test -- --only=unit lib/embed            and only these files
//   npm test -- --database=postgres://…          database and browser tests on that PostgreSQL server
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateClient, nextProgram } from "./build";
import { type Command, runCommand } from "./command";
import { createSecrets, type Environment } from "./environment";
import { acquireLock, readLock } from "./lock";
import { applyMigrations } from "./migrations";
import { findFreePort } from "./ports";
import { createSupervisor, runNode, showNode } from "./processes";
import { hasSandbox, startDatabase, startStack } from "./stack";
import { type Counts, countsLine, readCounts, sumCounts } from "./test-counts";
import { createTestDatabase } from "./test-database";
import { databaseTests, dataSpecs, readTestOptions, type TestOptions } from "./test-options";

const folder = ".data-test";
const distDir = ".next-test";

type Run = TestOptions & { command: Command };

/** The environment without what describes a real installation. */
function cleanEnvironment(more: Environment): Environment {
  const outside =
    /^(DATABASE_|NEXTAUTH_|SANDBOX_|VAULT_KEY|EMBED_|MINT_|PORT$|DATA_DIR$|NODE_ENV$)/;
  const kept = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1", ...more };
}

/** With the routes' types of this build folder only: another folder's may be out of date. */
async function checkTypes({ command: { signal } }: Run): Promise<Counts> {
  const env = cleanEnvironment({ NEXT_DIST_DIR: distDir });
  await runNode("next typegen", nextProgram, ["typegen"], { env, signal });
  const config = {
    extends: "../tsconfig.json",
    include: ["../next-env.d.ts", "../**/*.ts", "../**/*.tsx", "./types/**/*.ts"],
    exclude: ["../node_modules", "../.next*/**", "../.data*/**"],
  };
  writeFileSync(`${distDir}/tsconfig.json`, JSON.stringify(config));
  const args = ["--noEmit", "-p", `${distDir}/tsconfig.json`];
  return countOne(await showNode("node_modules/typescript/bin/tsc", args, { env, signal }));
}

const lint = async ({ command: { signal } }: Run): Promise<Counts> =>
  countOne(await showNode("node_modules/@biomejs/biome/bin/biome", ["check", "."], { signal }));

const countOne = (exitCode: number): Counts =>
  exitCode === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };

/** All unit tests; on a server, those that use a database. */
async function runUnitTests({ command, filters, server }: Run): Promise<Counts> {
  const url = server
    ? await openServerDatabase(command, server)
    : await openEmbeddedDatabase(command);
  await applyMigrations(url);
  const counts = join(folder, "unit.json");
  const files = server && filters.length === 0 ? databaseTests() : filters;
  const reporters = ["--reporter=default", "--reporter=./scripts/vitest-reporter.ts"];
  const exitCode = await showNode(
    "node_modules/vitest/vitest.mjs",
    ["run", ...reporters, ...files],
    {
      env: cleanEnvironment({
        TEST_DATABASE_URL: url,
        TEST_COUNTS: counts,
        ...(server && { TEST_POSTGRES_URL: server }),
        ...(await browserVariables()),
      }),
      signal: command.signal,
    },
  );
  return readCounts(counts, exitCode);
}

async function runBrowserTests({ command, filters, server }: Run): Promise<Counts> {
  if (!hasSandbox) return skip("browser tests", "they look at the sandbox, which was removed");
  const browser = await browserVariables();
  const databaseUrl = server && (await openServerDatabase(command, server));
  const env = cleanEnvironment({
    ...createSecrets(),
    SANDBOX_CONTROL: "1",
    ...(server && { SANDBOX_DATABASE_URL: await openServerDatabase(command, server) }),
  });
  const stack = await startStack({
    command,
    dataDir: join(folder, "stack"),
    ports: {
      host: await findFreePort(),
      sandbox: await findFreePort(),
      database: await findFreePort(),
    },
    env,
    distDir,
    ...(databaseUrl && { databaseUrl }),
  });
  const counts = join(folder, "browser.json");
  const specs = server && filters.length === 0 ? dataSpecs : filters;
  // Named files run without what their projects otherwise wait for.
  const args = ["test", ...specs, ...(specs.length > 0 ? ["--no-deps"] : [])];
  const exitCode = await showNode("node_modules/@playwright/test/cli.js", args, {
    env: {
      ...env,
      ...browser,
      DATABASE_URL: stack.urls.database,
      BASE_URL: stack.urls.host,
      NEXTAUTH_URL: stack.urls.host,
      SANDBOX_URL: stack.urls.sandbox,
      TEST_COUNTS: counts,
    },
    signal: command.signal,
  });
  await stack.stop();
  const result = readCounts(counts, exitCode);
  if (result.failed > 0) console.log(`Logs of the app and the sandbox: ${stack.logDir}`);
  return result;
}

const skip = (name: string, reason: string): Counts => ({
  ...{ passed: 0, failed: 0 },
  skipped: [{ name, reason }],
});

let browser: Promise<Environment> | undefined;

/** Where the browsers are; nothing where what needs them was removed. */
function browserVariables(): Promise<Environment> {
  browser ??= (async () => {
    const { findBrowser, findHeadlessShell } = await import("./browser");
    const path = await findBrowser();
    return { CHROMIUM_PATH: path, HEADLESS_SHELL_PATH: await findHeadlessShell(path) };
  })();
  return browser;
}

async function openServerDatabase(command: Command, server: string): Promise<string> {
  const database = await createTestDatabase(server);
  command.defer(database.close);
  return database.url;
}

/** In a process of its own, so that a busy engine does not slow the test runner. */
async function openEmbeddedDatabase(command: Command): Promise<string> {
  const dataDir = join(folder, "unit");
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  command.defer(supervisor.stop);
  const port = String(await findFreePort());
  return startDatabase(supervisor, cleanEnvironment({ DATA_DIR: dataDir, DATABASE_PORT: port }));
}

const parts = { types: checkTypes, lint, unit: runUnitTests, browser: runBrowserTests };

runCommand(async (command) => {
  const options = readTestOptions(process.argv.slice(2));
  const lockFile = join(folder, "test.lock");
  const lock = await acquireLock(lockFile);
  if (!lock)
    throw new Error(`Another npm test is running here (process ${readLock(lockFile)?.pid}).`);
  const remove = (...names: string[]) =>
    names.map((name) => rmSync(join(folder, name), { recursive: true, force: true }));
  command.defer(() => {
    remove("unit", "stack/db", "stack/sandbox");
    lock.release();
  });
  remove("unit", "stack", "unit.json", "browser.json");
  mkdirSync(distDir, { recursive: true });
  await generateClient();
  // Before the long parts: a machine without a browser should say so at once.
  if (options.parts.includes("browser") && hasSandbox) await browserVariables();

  const results: { part: string; counts: Counts; seconds: number }[] = [];
  for (const part of options.parts) {
    if (command.signal.aborted) break;
    console.log(`\n── ${part} ──`);
    const started = performance.now();
    const counts = await parts[part]({ ...options, command }).catch((error: Error) => {
      console.log(error.message);
      return { passed: 0, failed: 1, skipped: [] };
    });
    results.push({ part, counts, seconds: (performance.now() - started) / 1000 });
  }
  const sum = sumCounts(results.map(({ counts }) => counts));
  console.log("");
  for (const { part, counts, seconds } of results) {
    console.log(`  ${part.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${countsLine(counts)}`);
  }
  for (const { name, reason } of sum.skipped) console.log(`  skipped: ${name}: ${reason}`);
  console.log(countsLine(sum));
  return sum.failed === 0 ? 0 : 1;
});
