// npm run demo: everything on this machine. npm run dev (--dev): the same, with reload.
import { join } from "node:path";
import { generateClient } from "./build";
import { runCommand } from "./command";
import {
  loadEnvFile,
  readSettings,
  requireSecrets,
  type Settings,
  writeEnvFile,
} from "./environment";
import { acquireLock, readLock } from "./lock";
import { requireFreePort } from "./ports";
import { runSql } from "./postgres";
import { hasSandbox, startStack } from "./stack";

runCommand(
  async (command) => {
    const dev = process.argv.includes("--dev");
    const started = performance.now();
    if (writeEnvFile()) console.log("Wrote .env with fresh secrets.");
    loadEnvFile();
    const settings = readSettings();
    requireSecrets();

    const lockFile = join(settings.dataDir, "demo.lock");
    const lock = await acquireLock(lockFile, { url: settings.hostUrl });
    if (!lock) throw new Error(alreadyRunning(lockFile, settings));
    command.defer(lock.release);
    await requireFreePort(settings.port, "app", "PORT");
    if (hasSandbox) await requireFreePort(settings.sandboxPort, "sandbox", "SANDBOX_PORT");

    await generateClient();
    const stack = await startStack({
      command,
      dataDir: settings.dataDir,
      ports: {
        host: settings.port,
        sandbox: settings.sandboxPort,
        ...(settings.databasePort && { database: settings.databasePort }),
      },
      ...(settings.databaseUrl && { databaseUrl: settings.databaseUrl }),
      env: { ...process.env, SANDBOX_CONTROL: process.env.SANDBOX_CONTROL ?? "1" },
      distDir: process.env.NEXT_DIST_DIR || ".next",
      dev,
    });
    const seconds = (performance.now() - started) / 1000;
    console.log(await welcome(stack.urls, settings, seconds));
    await stack.failed;
  },
  { interruptedCode: 0 },
);

function alreadyRunning(lockFile: string, { dataDir }: Settings): string {
  const { pid, url } = readLock(lockFile) ?? {};
  return (
    `It is already running on ${dataDir} (process ${pid}, ${url}). Stop it there with Ctrl-C, or ` +
    "start a second one: DATA_DIR=.data-second PORT=3010 SANDBOX_PORT=4010 npm run demo"
  );
}

async function welcome(
  urls: { host: string; sandbox: string; database: string },
  { dataDir, databaseUrl }: Settings,
  seconds: number,
): Promise<string> {
  const accounts = await listDemoAccounts(urls.database);
  const width = Math.max(0, ...accounts.map(({ email }) => email.length));
  return [
    "",
    `  Ready after ${seconds.toFixed(1)} s: ${urls.host}`,
    "",
    ...(accounts.length > 0 ? ["  Demo accounts, password mullion-demo-2026:"] : []),
    ...accounts.map(({ email, note }) => `    ${email.padEnd(width)}  ${note}`),
    "",
    ...(hasSandbox ? [`  Sandbox   ${urls.sandbox}`] : []),
    `  Database  ${databaseUrl ? "DATABASE_URL" : urls.database}`,
    `  Data      ${dataDir} (logs in ${join(dataDir, "logs")})`,
    "  Stop      Ctrl-C; the data stays. Start over: npm run db:reset",
    "",
  ].join("\n");
}

/** None where the database was never seeded. */
async function listDemoAccounts(url: string) {
  const sql = `SELECT "email", "demoNote" AS note FROM "User" WHERE "demoNote" IS NOT NULL ORDER BY "createdAt", "ctid"`;
  return (await runSql(url, sql)) as { email: string; note: string }[];
}
