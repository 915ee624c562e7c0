// npm test: types, lint, unit and browser tests, with databases, ports and folders of their own.
//
//   npm test -- --only=types,lint,unit,browser   a part of it
//   npm test -- --only=unit lib/embed            and only these files
//   npm test -- --only=removal                   npm run sandbox:remove, in a copy
//   npm test -- --database=postgres://…          database and browser tests on that PostgreSQL server
//   npm test -- --ci                             everything, then again on a PostgreSQL it finds
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generateClient, nextProgram } from "./build";
import { type Command, runCommand } from "./command";
import { createSecrets, type Environment } from "./environment";
import { acquireLock, readLock } from "./lock";
import { applyMigrations } from "./migrations";
import { findFreePort } from "./ports";
import { createTestDatabase, openPostgres } from "./postgres";
import { createSupervisor, runNode, showNode } from "./processes";
import { hasSandbox, startDatabase, startStack } from "./stack";
import {
  databaseTests,
  dataSpecs,
  type Part,
  readTestOptions,
  type TestOptions,
} from "./test-options";
import { type Counts, countsLine, noTests, readCounts, sumCounts } from "./test-reporter";

const folder = ".data-test";
const distDir = ".next-test";

type Run = TestOptions & {
  command: Command;
  /** Beside the browser tests, whose outcome may depend on time. */
  background: boolean;
};

/** The environment without what describes a real installation. */
function cleanEnvironment(more: Environment): Environment {
  const outside =
    /^(DATABASE_|NEXTAUTH_|SANDBOX_|VAULT_KEY|EMBED_|MINT_|PORT$|DATA_DIR$|NODE_ENV$)/;
  const kept = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1", ...more };
}

async function checkTypes({ command: { signal } }: Run): Promise<Counts> {
  const env = cleanEnvironment({ NEXT_DIST_DIR: distDir });
  await runNode("next typegen", nextProgram, ["typegen"], { env, signal });
  return countOne(await showNode("node_modules/typescript/bin/tsc", ["--noEmit"], { env, signal }));
}

const lint = async ({ command: { signal } }: Run): Promise<Counts> =>
  countOne(await showNode("node_modules/@biomejs/biome/bin/biome", ["check", "."], { signal }));

const countOne = ({ exitCode }: { exitCode: number }): Counts =>
  exitCode === 0 ? { ...noTests, passed: 1 } : { ...noTests, failed: 1 };

/** All unit tests; on a server, those that use a database. */
async function runUnitTests({ command, filters, server, background }: Run): Promise<Counts> {
  const dataDir = join(folder, "unit");
  // In a process of its own, so that a busy engine does not slow the test runner.
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  command.defer(supervisor.stop);
  const DATABASE_PORT = String(await findFreePort());
  const databaseEnv = cleanEnvironment({ DATA_DIR: dataDir, DATABASE_PORT });
  const url = server
    ? await openServerDatabase(command, server)
    : await startDatabase(supervisor, databaseEnv, background);
  await applyMigrations(url);
  const counts = join(folder, "unit.json");
  const files = server && filters.length === 0 ? databaseTests() : filters;
  const reporters = ["--reporter=default", "--reporter=./scripts/test-reporter.ts"];
  const args = ["run", ...reporters, ...files];
  const { exitCode } = await showNode("node_modules/vitest/vitest.mjs", args, {
    env: cleanEnvironment({
      TEST_DATABASE_URL: url,
      TEST_COUNTS: counts,
      ...(server && { TEST_POSTGRES_URL: server }),
      ...(await browserVariables()),
    }),
    signal: command.signal,
    background,
  });
  await supervisor.stop();
  return readCounts(counts, exitCode);
}

async function runBrowserTests({ command, filters, server }: Run): Promise<Counts> {
  if (!hasSandbox) {
    const reason = "they look at the sandbox, which was removed";
    return { ...noTests, skipped: [{ name: "browser tests", reason }] };
  }
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
  const { exitCode } = await showNode("node_modules/@playwright/test/cli.js", args, {
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

/** Removes the sandbox from a copy, which then runs what remains of `npm test`. */
async function testRemoval({ command: { signal } }: Run): Promise<Counts> {
  if (!hasSandbox) return noTests;
  const options = { signal, background: true };
  const { exitCode, output } = await showNode("scripts/without-sandbox.ts", [], options);
  const line = /(\d+) passed, (\d+) failed, \d+ skipped\s*$/.exec(output) ?? [];
  const [passed = 0, failed = 0] = line.slice(1).map(Number);
  // What is skipped there is listed in its output.
  return { ...noTests, passed, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

const parts: Record<Part, (run: Run) => Promise<Counts>> = {
  types: checkTypes,
  lint,
  unit: runUnitTests,
  browser: runBrowserTests,
  removal: testRemoval,
};

async function runTests(command: Command, options: TestOptions): Promise<Counts> {
  const remove = (...names: string[]) => {
    for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  };
  command.defer(() => remove("unit", "stack/db", "stack/sandbox"));
  remove("unit", "stack", "unit.json", "browser.json");
  mkdirSync(distDir, { recursive: true });
  await generateClient();
  const background = options.parts.includes("browser") && hasSandbox;
  // Before the long parts: a machine without a browser should say so at once.
  if (background) await browserVariables();

  const lines: string[] = [];
  const run = async (part: Part): Promise<Counts> => {
    if (!options.parts.includes(part) || command.signal.aborted) return noTests;
    const started = performance.now();
    console.log(`── ${part} ──`);
    const counts = await parts[part]({ ...options, command, background }).catch(asFailure);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    lines.push(`  ${part.padEnd(8)} ${seconds.padStart(6)} s   ${countsLine(counts)}`);
    return counts;
  };
  const counts = [await run("types"), await run("lint")];
  // The browser tests wait more than they compute.
  counts.push(...(await Promise.all([run("unit"), run("browser"), run("removal")])));
  const sum = sumCounts(counts);
  console.log(`\n${lines.join("\n")}`);
  for (const { name, reason } of sum.skipped) console.log(`  skipped: ${name}: ${reason}`);
  return sum;
}

function asFailure(error: Error): Counts {
  console.error(error.message);
  return { ...noTests, failed: 1 };
}

/** Everything, then again what a real PostgreSQL could change; without a server that half fails. */
async function runForCi(command: Command): Promise<Counts> {
  console.log("== With the embedded database ==");
  const first = await runTests(command, readTestOptions([]));
  console.log("\n== On PostgreSQL, and without the sandbox ==");
  const server = await openPostgres(command).catch(asFailure);
  if (typeof server !== "string") return sumCounts([first, server]);
  const parts: Part[] = ["unit", "browser", "removal"];
  return sumCounts([first, await runTests(command, { parts, filters: [], server })]);
}

async function start(command: Command): Promise<Counts> {
  const { ci, ...options } = readTestOptions(process.argv.slice(2));
  const lockFile = join(folder, "test.lock");
  const lock = await acquireLock(lockFile);
  if (!lock) {
    throw new Error(`Another npm test is running here (process ${readLock(lockFile)?.pid}).`);
  }
  command.defer(lock.release);
  return ci ? runForCi(command) : runTests(command, options);
}

runCommand(async (command) => {
  const counts = await start(command).catch(asFailure);
  console.log(countsLine(counts));
  return counts.failed === 0 ? 0 : 1;
});
