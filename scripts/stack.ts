import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ListrTask } from "listr2";
import { buildHost, isBuilt, nextProgram } from "./build";
import { type Command, runSteps } from "./command";
import type { Environment } from "./environment";
import { applyMigrations } from "./migrations";
import { createSupervisor, runNode, type Supervisor, waitForAnswer } from "./processes";

type StackOptions = {
  command: Command;
  dataDir: string;
  ports: { host: number; sandbox: number; database?: number };
  /** The process environment, secrets included. */
  env: Environment;
  /** Unset: the embedded database. */
  databaseUrl?: string;
  distDir?: string;
  /** With reload instead of a build. */
  dev?: boolean;
};

const seed = "prisma/seed.ts";
/** False after `npm run sandbox:remove`: the host then starts on its own. */
export const hasSandbox = existsSync("sandbox/server.ts");

/** What the sandbox must not know about the host. */
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
 * Starts database, migrations, sandbox, seed and host, and builds the host beside them when its sources
 * have changed. The host listens last.
 *
 * @returns URLs that answer; `failed` rejects when one of the programs ends by itself
 */
export async function startStack(options: StackOptions) {
  const { command, ports, distDir = ".next", dev = false } = options;
  const dataDir = resolve(options.dataDir);
  const { signal } = command;
  const logDir = join(dataDir, "logs");
  const supervisor = createSupervisor({ logDir, echo: dev });
  command.defer(supervisor.stop);

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
    ...(hasSandbox && { SANDBOX_URL: urls.sandbox }),
    NEXT_TELEMETRY_DISABLED: "1",
  };

  const withDatabase = () => ({ ...env, DATABASE_URL: urls.database });

  const prepareData: ListrTask[] = [
    {
      title: "Start the database",
      enabled: !options.databaseUrl,
      task: async () => {
        const DATABASE_PORT = ports.database?.toString();
        urls.database = await startDatabase(supervisor, { ...env, DATABASE_PORT });
      },
    },
    { title: "Apply migrations", task: () => applyMigrations(urls.database) },
    {
      title: "Start the sandbox",
      enabled: hasSandbox,
      task: () => startSandbox(supervisor, { env, dataDir, port: ports.sandbox, dev, signal }),
    },
    {
      title: "Seed an empty database",
      enabled: existsSync(seed),
      task: () =>
        runNode("seed", seed, [], { env: withDatabase(), log: join(logDir, "seed.log"), signal }),
    },
  ];
  // The build needs no data and the data no build.
  const prepare: ListrTask[] = [
    {
      title: "Build the app",
      enabled: !dev && !isBuilt(distDir),
      task: () => buildHost(distDir, env, { log: join(logDir, "build.log"), signal }),
    },
    {
      title: "Prepare the data",
      task: (_, task) => task.newListr(prepareData, { concurrent: false }),
    },
  ];
  await runSteps([
    { title: "Prepare", task: (_, task) => task.newListr(prepare, { concurrent: true }) },
    {
      title: "Start the app",
      task: () =>
        supervisor.start("host", nextProgram, hostArguments(ports.host, dev), {
          env: {
            ...withDatabase(),
            NEXT_DIST_DIR: distDir,
            NODE_ENV: dev ? "development" : "production",
          },
          ready: () => waitForAnswer(`http://localhost:${ports.host}/api/health`, signal),
        }),
    },
  ]);
  return { urls, logDir, failed: supervisor.failed, stop: supervisor.stop };
}

function hostArguments(port: number, dev: boolean): string[] {
  const address = ["-H", "localhost", "-p", String(port)];
  // Longer than clients keep idle connections: a reused one must not be half closed.
  return dev ? ["dev", ...address] : ["start", ...address, "--keepAliveTimeout", "70000"];
}

/** Starts the embedded database in a process of its own. Resolves to its URL. */
export function startDatabase(
  supervisor: Supervisor,
  env: Environment,
  background = false,
): Promise<string> {
  return supervisor.start("database", "scripts/serve-database.ts", [], {
    env,
    background,
    ready: async (child) => ((await child.getOneMessage()) as { url: string }).url,
  });
}

type SandboxOptions = {
  env: Environment;
  dataDir: string;
  port: number;
  dev?: boolean;
  signal: AbortSignal;
};

/** Starts the sandbox, without what only the host may know, and waits for it. */
export function startSandbox(
  supervisor: Supervisor,
  { env, dataDir, port, dev = false, signal }: SandboxOptions,
): Promise<void> {
  const [program, args] = dev
    ? [resolve("node_modules/tsx/dist/cli.mjs"), ["watch", "--clear-screen=false", "server.ts"]]
    : ["server.ts", []];
  return supervisor.start("sandbox", program, args, {
    cwd: "sandbox",
    env: {
      ...Object.fromEntries(Object.entries(env).filter(([name]) => !hostOnly.includes(name))),
      SANDBOX_HOST: env.SANDBOX_HOST || "127.0.0.1",
      SANDBOX_PORT: String(port),
      SANDBOX_DATA_DIR: resolve(env.SANDBOX_DATA_DIR || join(dataDir, "sandbox")),
    },
    ready: () => waitForAnswer(`http://127.0.0.1:${port}/health`, signal),
  });
}
