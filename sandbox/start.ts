import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app";
import { browserFolder, bundleAssets } from "./assets";
import { openDatabase } from "./database/database";
import { defaultSettings, type Settings } from "./env";
import { type Sandbox, VendorInstance } from "./sandbox";
import { deleteEndedSessions } from "./sessions";
import { refreshJwks } from "./tokens/jwks";
import { deleteExpiredTokenIds } from "./tokens/replay";
import { vendors } from "./vendors/registry";

export interface StartOptions extends Partial<Settings> {
  dataDir: string;
  /** Seconds since 1970; by default the computer's clock. */
  clock?: () => number;
  log?: (line: string) => void;
  /** Folder of the browser entries. */
  browser?: string;
}

export interface RunningSandbox {
  /** Without a trailing slash. */
  url: string;
  close(): Promise<void>;
}

const maintenanceIntervalMs = 60_000;

/**
 * Resolves when the sandbox listens.
 * @throws Error that says what to do when the port or the folder is taken
 */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  const log = options.log ?? ((line) => console.log(`${new Date().toISOString()} ${line}`));
  const settings = { ...defaultSettings, port: 0, ...options };
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const [database, assets] = await Promise.all([
      openDatabase(settings.databaseUrl, settings.dataDir),
      bundleAssets(options.browser ?? browserFolder, {
        modules: vendors.map(({ name }) => name),
        scripts: ["explo-element"],
      }),
    ]);
    closers.push(() => database.close());
    const sandbox: Sandbox = {
      settings,
      database,
      assets,
      vendors: [],
      clock: options.clock ?? (() => Math.floor(Date.now() / 1000)),
      // One line each: outside text cannot start a new one.
      log: (line) => log(line.replace(/[\r\n]+/g, " ")),
    };
    sandbox.vendors = vendors.map((vendor) => new VendorInstance(vendor, sandbox));
    const server = createAdaptorServer({ fetch: createApp(sandbox).fetch }) as Server;
    // The default of 5 s is shorter than a busy machine's pauses, after which clients lose connections.
    server.keepAliveTimeout = 30_000;
    await listen(server, settings);
    closers.push(() => stop(server));
    const maintenance = setInterval(() => {
      maintain(sandbox).catch((error: Error) => log(error.message));
    }, maintenanceIntervalMs);
    closers.push(() => clearInterval(maintenance));
    const { port } = server.address() as AddressInfo;
    const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
    return { url: `http://${host}:${port}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function maintain(sandbox: Sandbox): Promise<void> {
  await deleteExpiredTokenIds(sandbox);
  await deleteEndedSessions(sandbox);
  for (const vendor of sandbox.vendors) await refreshJwks(vendor);
}

function listen(server: Server, { port, host }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = new Error(
        `Port ${port} is taken. Stop what listens there, or set SANDBOX_PORT to a free port.`,
      );
      reject(error.code === "EADDRINUSE" ? taken : error);
    });
    server.listen(port, host, resolve);
  });
}

/** Gives running requests 500 ms, so that a hung one cannot delay the stop. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 500);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
