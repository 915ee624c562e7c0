// Everything the product is made of, started in one order and ended in the reverse.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt, nextProgram } from "./build.mjs";
import { createSupervisor, runToEnd, tied, waitForAnswer } from "./processes.mjs";
import { inRoot } from "./root.mjs";

/** What the sandbox must not know of the host. */
const hostOnly = [
  "DATABASE_URL",
  "NEXTAUTH_SECRET",
  "NEXTAUTH_URL",
  "VAULT_KEY",
  "VAULT_KEYS_OLD",
  "PORT",
  "DATA_DIR",
];

/**
 * Starts database (unless `databaseUrl` is given), migrations, sandbox, seed and host; builds the
 * host beside them when its sources have changed. The host listens last.
 *
 * @param {{
 *   dataDir: string,
 *   ports: { host: number, sandbox: number, database?: number },
 *   env: Record<string, string | undefined>,
 *   progress: ReturnType<typeof import("./progress.mjs").createProgress>,
 *   databaseUrl?: string,
 *   distDir?: string,
 *   dev?: boolean,
 *   echo?: (name: string, line: string) => void,
 *   onStart?: (parts: { stop: () => Promise<void>, kill: () => void }) => void,
 * }} options `env` holds the secrets; `dev`: with reload instead of a build
 * @returns a stack whose `urls` answer; `failed` rejects when a part of it ends by itself
 */
export async function startStack(options) {
  const { dataDir, ports, progress, distDir = ".next", dev = false } = options;
  const logDir = join(dataDir, "logs");
  mkdirSync(logDir, { recursive: true });
  const supervisor = createSupervisor({ logDir, echo: options.echo });
  const abort = new AbortController();
  const stop = async () => {
    abort.abort();
    await supervisor.stop();
  };
  const kill = () => {
    abort.abort();
    supervisor.kill();
  };
  options.onStart?.({ stop, kill });

  const urls = {
    host: options.env.NEXTAUTH_URL || `http://localhost:${ports.host}`,
    sandbox: `http://127.0.0.1:${ports.sandbox}`,
    database: options.databaseUrl ?? "",
  };
  const env = {
    ...options.env,
    DATA_DIR: dataDir,
    PORT: String(ports.host),
    SANDBOX_PORT: String(ports.sandbox),
    NEXTAUTH_URL: urls.host,
    SANDBOX_URL: urls.sandbox,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const withDatabase = () => ({ ...env, DATABASE_URL: urls.database });

  const startDatabase = () =>
    supervisor.start("database", process.execPath, [...tied, script("embedded-database")], {
      env: { ...env, DATABASE_PORT: ports.database ? String(ports.database) : "" },
      ready: async (child) => (await child.line(/^ready (postgres:\S+)$/))[1],
    });

  const migrate = () =>
    runToEnd("migrations", process.execPath, [...tied, script("database"), "migrate"], {
      env: withDatabase(),
      logFile: join(logDir, "migrations.log"),
      signal: abort.signal,
    });

  const startSandbox = () =>
    supervisor.start("sandbox", process.execPath, [...tied, ...sandboxArguments(dev)], {
      env: sandboxEnvironment(env, dataDir, ports.sandbox),
      ready: () => waitForAnswer(`${urls.sandbox}/health`, { seconds: 120, signal: abort.signal }),
    });

  const seed = () =>
    runToEnd("seed", process.execPath, [...tied, "--import", "tsx", "prisma/seed.ts"], {
      env: withDatabase(),
      logFile: join(logDir, "seed.log"),
      signal: abort.signal,
    });

  const startHost = () => {
    const args = [nextProgram, dev ? "dev" : "start", "-H", "localhost", "-p", String(ports.host)];
    // Longer than a client keeps an idle connection: five seconds meet a reused one half closed.
    if (!dev) args.push("--keepAliveTimeout", "70000");
    return supervisor.start("host", process.execPath, [...tied, ...args], {
      env: {
        ...withDatabase(),
        NEXT_DIST_DIR: distDir,
        NODE_ENV: dev ? "development" : "production",
      },
      ready: () =>
        waitForAnswer(`http://localhost:${ports.host}/api/health`, {
          seconds: 120,
          signal: abort.signal,
        }),
    });
  };

  const buildHost = () =>
    progress.step("host built", () =>
      build({ distDir, env, logFile: join(logDir, "build.log"), signal: abort.signal }),
    );

  const prepareData = async () => {
    if (!options.databaseUrl) {
      urls.database = await progress.step("embedded database", startDatabase);
    }
    await progress.step("migrations", migrate);
    await progress.step("sandbox", startSandbox);
    await progress.step("demo data", seed);
  };

  try {
    // The build needs no data and the data no build: two processors, two lines of work.
    await Promise.all([prepareData(), dev || isBuilt(distDir) ? null : buildHost()]);
    await progress.step("host", startHost);
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls, logDir, failed: supervisor.failed, stop, kill };
}

/** How the sandbox is started: with reload, or plainly. */
export function sandboxArguments(dev) {
  return dev
    ? [
        inRoot("node_modules/tsx/dist/cli.mjs"),
        "watch",
        "--clear-screen=false",
        "sandbox/server.ts",
      ]
    : ["--import", "tsx", "sandbox/server.ts"];
}

/** The environment without what is the host's alone, and with the sandbox's own place. */
export function sandboxEnvironment(env, dataDir, port) {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !hostOnly.includes(name))),
    SANDBOX_HOST: env.SANDBOX_HOST || "127.0.0.1",
    SANDBOX_PORT: String(port),
    SANDBOX_DATA_DIR: env.SANDBOX_DATA_DIR || join(dataDir, "sandbox"),
  };
}

function script(name) {
  return inRoot(`scripts/${name}.mjs`);
}
