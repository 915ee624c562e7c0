// npm run demo: the whole product on this machine. npm run dev (--dev): the same, with reload.
import { join } from "node:path";
import { requireNode } from "./node-version.mjs";

requireNode();

const { writeEnvFile } = await import("./env-file.mjs");
const { installIfNeeded, needsInstall } = await import("./install.mjs");
const { readLock, takeLock } = await import("./lock-file.mjs");
const { requireFree } = await import("./ports.mjs");
const { createProgress } = await import("./progress.mjs");
const { readSettings, requireSecrets } = await import("./settings.mjs");
const { onInterrupt } = await import("./signals.mjs");

async function main() {
  const dev = process.argv.includes("--dev");
  const begun = performance.now();
  const progress = createProgress();

  // Before the settings are read: they hold the secrets.
  const wrote = writeEnvFile();
  const settings = readSettings();
  requireSecrets(settings.env);
  const lockFile = join(settings.dataDir, "demo.lock");
  const lock = takeLock(lockFile, { url: `http://localhost:${settings.port}` });
  if (!lock) throw new Error(alreadyRunning(settings.dataDir, readLock(lockFile)));

  let stack;
  let running;
  onInterrupt({
    code: 0,
    say: progress.line,
    kill: () => running?.kill(),
    stop: async () => {
      await running?.stop();
      lock.release();
    },
  });

  try {
    await requireFree(settings.port, "host", "PORT");
    await requireFree(settings.sandboxPort, "sandbox", "SANDBOX_PORT");
    progress.line(`Mullion ${dev ? "with reload" : "demo"}`);
    if (wrote) progress.line("  Wrote .env with fresh secrets.");
    if (needsInstall()) await progress.step("packages", installIfNeeded);
    const { generateIfNeeded } = await import("./generate.mjs");
    await progress.step("database client", generateIfNeeded);
    const { startStack } = await import("./stack.mjs");
    stack = await startStack({
      dataDir: settings.dataDir,
      ports: {
        host: settings.port,
        sandbox: settings.sandboxPort,
        database: settings.databasePort,
      },
      databaseUrl: settings.databaseUrl,
      env: { ...settings.env, SANDBOX_CONTROL: settings.env.SANDBOX_CONTROL ?? "1" },
      distDir: settings.env.NEXT_DIST_DIR || ".next",
      dev,
      progress,
      echo: dev ? (name, line) => progress.line(`${name.padEnd(8)} | ${line}`) : undefined,
      onStart: (parts) => {
        running = parts;
      },
    });
  } catch (error) {
    await running?.stop();
    lock.release();
    throw error;
  }

  const seconds = (performance.now() - begun) / 1000;
  progress.line(welcome(stack.urls, settings, seconds, await listAccounts(stack.urls.database)));
  await stack.failed.catch(async (error) => {
    await stack.stop();
    lock.release();
    throw error;
  });
}

function alreadyRunning(dataDir, holder) {
  return (
    `It is already running on ${dataDir}` +
    (holder ? ` (process ${holder.pid}, ${holder.url}). ` : ". ") +
    "Stop it there with Ctrl-C, or run a second one: " +
    "DATA_DIR=.data-second PORT=3010 SANDBOX_PORT=4010 npm run demo"
  );
}

/** Those the seed made; none in a database that was never seeded. */
async function listAccounts(databaseUrl) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT "email", "demoNote" AS note FROM "User" WHERE "demoNote" IS NOT NULL ORDER BY "createdAt", "ctid"',
  );
  await client.end();
  return rows;
}

function welcome(urls, settings, seconds, accounts) {
  const width = Math.max(0, ...accounts.map(({ email }) => email.length));
  const people = [
    "  Password of all demo accounts: mullion-demo-2026",
    ...accounts.map(({ email, note }) => `    ${email.padEnd(width)}  ${note}`),
    "",
  ];
  return [
    "",
    `  Ready after ${seconds.toFixed(1)} s:  ${urls.host}`,
    "",
    ...(accounts.length > 0 ? people : []),
    `  Sandbox   ${urls.sandbox}`,
    `  Database  ${settings.databaseUrl ? "DATABASE_URL" : urls.database}`,
    `  Data      ${settings.dataDir} (logs in ${join(settings.dataDir, "logs")})`,
    "  Stop      Ctrl-C; the data stays. From nothing again: npm run db:reset",
    "",
  ].join("\n");
}

main().catch((error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
