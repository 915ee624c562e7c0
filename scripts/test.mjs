// npm test: types, lint, unit and browser tests, with databases, ports and folders of their own.
//
//   npm test -- --only=types,lint,unit,browser   a part of it
//   npm test -- --only=unit lib/embed            and only these files
//   npm test -- --database=postgres://…          database and browser tests on that PostgreSQL server
import { requireNode } from "./node-version.mjs";

requireNode();

const { existsSync, mkdirSync, rmSync } = await import("node:fs");
const { join } = await import("node:path");
const { freshSecrets } = await import("./env-file.mjs");
const { installIfNeeded, needsInstall } = await import("./install.mjs");
const { readLock, takeLock } = await import("./lock-file.mjs");
const { createProgress } = await import("./progress.mjs");
const { createSupervisor, runShown, runToEnd, tied } = await import("./processes.mjs");
const { freePort } = await import("./ports.mjs");
const { inRoot } = await import("./root.mjs");
const { onInterrupt } = await import("./signals.mjs");
const { countsLine, readPlaywrightCounts, readVitestCounts, sumCounts } = await import(
  "./test-counts.mjs"
);
const { databaseTests, dataSpecs, readTestOptions } = await import("./test-options.mjs");

const folder = inRoot(".data-test");
const distDir = ".next-test";
const abort = new AbortController();
const progress = createProgress();
const cleanups = [];
/** What this machine's shell says about a real installation must not reach the tests. */
const outside = /^(DATABASE_|NEXTAUTH_|SANDBOX_|VAULT_KEY|EMBED_|MINT_|PORT$|DATA_DIR$|NODE_ENV$)/;

function cleanEnvironment(more) {
  const kept = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1", ...more };
}

function program(path) {
  return inRoot(`node_modules/${path}`);
}

/** Types of the routes first: `next-env.d.ts` and what it imports are not kept in the repository. */
async function checkTypes() {
  const env = cleanEnvironment({ NEXT_DIST_DIR: distDir });
  await runToEnd("next typegen", process.execPath, [program("next/dist/bin/next"), "typegen"], {
    env,
  });
  const args = [program("typescript/bin/tsc"), "--noEmit"];
  return countOne(await runShown(process.execPath, args, { env, signal: abort.signal }));
}

async function lint() {
  const codes = [
    await runShown(process.execPath, [program("@biomejs/biome/bin/biome"), "check", "."], {
      signal: abort.signal,
    }),
  ];
  return countOne(codes.every((code) => code === 0) ? 0 : 1);
}

function countOne(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** All unit tests; on a server, those that speak of a database. */
async function runUnitTests({ filters, server, browser }) {
  const database = server ? await serverDatabase(server) : await embeddedDatabase();
  await migrate(database.url);
  const countsFile = join(folder, "unit.json");
  const args = ["run", "--reporter=default", "--reporter=./scripts/test-counts.mjs"];
  args.push(...(server && filters.length === 0 ? databaseTests() : filters));
  const env = cleanEnvironment({
    TEST_DATABASE_URL: database.url,
    TEST_COUNTS: countsFile,
    ...(server && { TEST_POSTGRES_URL: server }),
    ...(browser?.whole && { CHROMIUM_PATH: browser.whole }),
  });
  const vitest = [...tied, program("vitest/vitest.mjs"), ...args];
  const code = await runShown(process.execPath, vitest, { env, signal: abort.signal });
  await database.close();
  return honest(readVitestCounts(countsFile), code);
}

const noSandbox = {
  ...{ passed: 0, failed: 0 },
  skipped: [
    { name: "browser tests", reason: "sandbox/ is deleted, and with it what they look at" },
  ],
};

async function runBrowserTests({ filters, server, browser }) {
  const { startStack } = await import("./stack.mjs");
  const dataDir = join(folder, "stack");
  const database = server ? await serverDatabase(server) : undefined;
  const sandboxDatabase = server ? await serverDatabase(server) : undefined;
  const ports = { host: await freePort(), sandbox: await freePort(), database: await freePort() };
  const env = cleanEnvironment({
    ...freshSecrets(),
    SANDBOX_CONTROL: "1",
    ...(sandboxDatabase && { SANDBOX_DATABASE_URL: sandboxDatabase.url }),
  });
  let parts;
  cleanups.push(() => parts?.stop());
  const stack = await startStack({
    ...{ dataDir, ports, env, distDir, progress },
    databaseUrl: database?.url,
    onStart: (started) => {
      parts = started;
    },
  });
  const report = join(folder, "browser.json");
  const specs = server && filters.length === 0 ? dataSpecs : filters;
  const playwright = [...tied, program("@playwright/test/cli.js"), "test", ...specs];
  // Named files are wanted, not what their projects otherwise wait for.
  if (specs.length > 0) playwright.push("--no-deps");
  const code = await runShown(process.execPath, playwright, {
    env: {
      ...env,
      DATABASE_URL: stack.urls.database,
      BASE_URL: stack.urls.host,
      NEXTAUTH_URL: stack.urls.host,
      SANDBOX_URL: stack.urls.sandbox,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(browser.whole && { CHROMIUM_PATH: browser.whole }),
      ...(browser.shell && { HEADLESS_SHELL_PATH: browser.shell }),
    },
    signal: abort.signal,
  });
  await stack.stop();
  await database?.close();
  await sandboxDatabase?.close();
  const counts = honest(readPlaywrightCounts(report), code);
  if (counts.failed > 0) progress.line(`  What the product said meanwhile: ${stack.logDir}`);
  return counts;
}

/** A program that fails without a failed test has still failed. */
function honest(counts, code) {
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

async function serverDatabase(server) {
  const { createTestDatabase } = await import("./test-database.mjs");
  const database = await createTestDatabase(server);
  const close = once(() => database.close());
  cleanups.push(close);
  return { url: database.url, close };
}

/** In a process of its own, so that a busy engine does not slow the runner. */
async function embeddedDatabase() {
  const dataDir = join(folder, "unit");
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  cleanups.push(supervisor.stop);
  const args = [...tied, inRoot("scripts/embedded-database.mjs")];
  const url = await supervisor.start("database", process.execPath, args, {
    env: cleanEnvironment({ DATA_DIR: dataDir, DATABASE_PORT: String(await freePort()) }),
    ready: async (child) => (await child.line(/^ready (postgres:\S+)$/))[1],
  });
  return { url, close: supervisor.stop };
}

function migrate(url) {
  return runToEnd("migrations", process.execPath, ["scripts/database.mjs", "migrate"], {
    env: cleanEnvironment({ DATABASE_URL: url }),
    signal: abort.signal,
  });
}

function once(work) {
  let result;
  return () => {
    result ??= work();
    return result;
  };
}

async function cleanUp() {
  abort.abort();
  for (const work of cleanups.reverse()) await work()?.catch?.(() => {});
}

async function main() {
  const options = readTestOptions(process.argv.slice(2));
  const lock = takeLock(join(folder, "test.lock"));
  if (!lock) {
    const holder = readLock(join(folder, "test.lock"));
    throw new Error(`Another npm test is running here (process ${holder?.pid ?? "ending"}).`);
  }
  onInterrupt({ code: 130, say: progress.line, kill: () => abort.abort(), stop: cleanUp });
  const results = [];
  try {
    for (const name of ["unit", "stack", "unit.json", "browser.json"]) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
    mkdirSync(inRoot(distDir), { recursive: true });
    if (needsInstall()) await progress.step("packages", installIfNeeded);
    const { generateIfNeeded } = await import("./generate.mjs");
    await progress.step("database client", generateIfNeeded);
    // Before the long parts: a machine without a browser should say so at once.
    const hasSandbox = existsSync(inRoot("sandbox/server.ts"));
    const browser =
      hasSandbox && options.parts.includes("browser")
        ? await progress.step("browser", async () => {
            const { findBrowser, findHeadlessShell } = await import("./browser.mjs");
            const whole = await findBrowser(progress.line);
            return { whole, shell: await findHeadlessShell(whole) };
          })
        : undefined;
    const work = {
      types: checkTypes,
      lint,
      unit: runUnitTests,
      browser: hasSandbox ? runBrowserTests : async () => noSandbox,
    };
    for (const part of options.parts) {
      if (abort.signal.aborted) break;
      const begun = performance.now();
      progress.line(`\n── ${part} ──`);
      const counts = await work[part]({ ...options, browser }).catch((error) => {
        progress.line(error.message);
        return { passed: 0, failed: 1, skipped: [] };
      });
      results.push({ part, counts, seconds: (performance.now() - begun) / 1000 });
    }
  } finally {
    await cleanUp();
    for (const name of ["unit", "stack/db", "stack/sandbox"]) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
    lock.release();
  }
  return summarize(results);
}

function summarize(results) {
  const sum = sumCounts(results.map(({ counts }) => counts));
  progress.line("");
  for (const { part, counts, seconds } of results) {
    progress.line(
      `  ${part.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s   ${countsLine(counts)}`,
    );
  }
  for (const { name, reason } of sum.skipped) progress.line(`  skipped: ${name}: ${reason}`);
  console.log(countsLine(sum));
  return sum.failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    console.log("0 passed, 1 failed, 0 skipped");
    process.exit(1);
  },
);
