// Decides in what order a sandbox comes up, and that it goes down without losing anything.

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { buildApp } from "./app";
import { browserFolder, bundleAssets } from "./assets";
import { openControl } from "./control";
import { openDatabase } from "./database";
import { doors } from "./doors/all";
import type { Settings } from "./env";
import { clockFaultSeconds } from "./faults";
import { lockFolder } from "./lock";
import { refreshAllJwks } from "./registry/jwks";
import { openRegistry } from "./registry/registry";
import type { Sandbox } from "./sandbox";
import { openSessions } from "./sessions";
import { sweepSpentIds } from "./verify/spent";

export interface StartOptions extends Partial<Settings> {
  dataDir: string;
  /** Seconds since 1970; the computer's clock where left out. */
  clock?: () => number;
  log?: (line: string) => void;
  /** Where the browser entries are; tests have stubs. */
  browser?: string;
}

export interface RunningSandbox {
  /** Without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

const sweepMilliseconds = 60_000;

/**
 * Starts a sandbox; it listens when the promise resolves.
 * @throws an Error that says what to do when the port or the folder is taken or the store is wrong
 */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  const settings: Settings = {
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl,
    adminKey: options.adminKey,
    control: options.control ?? false,
    sessionSeconds: options.sessionSeconds ?? 28_800,
    clockLeeway: options.clockLeeway ?? 30,
  };
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000));
  const log = options.log ?? ((line: string) => console.log(`${new Date().toISOString()} ${line}`));
  const steps: (() => unknown)[] = [];
  const undo = async () => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    // A server's database knows how to share itself; a folder does not.
    if (!settings.databaseUrl) steps.push(lockFolder(settings.dataDir));
    const [assets, database] = await Promise.all([
      bundleAssets(
        options.browser ?? browserFolder,
        { modules: doors.map(({ name }) => name), scripts: ["explo-element"] },
        log,
      ),
      openDatabase(settings.databaseUrl, settings.dataDir),
    ]);
    steps.push(() => database.close());
    const control = openControl();
    const sandbox: Sandbox = {
      settings,
      database,
      registry: openRegistry(database),
      sessions: openSessions(database),
      control,
      assets,
      clock,
      now: (door) => clock() + (control.take(door, "clock") ? clockFaultSeconds : 0),
      // One line each: nothing from outside can begin a new one.
      log: (line) => log(line.replace(/[\r\n]+/g, " ")),
    };
    const server = createAdaptorServer({ fetch: buildApp(sandbox).fetch }) as Server;
    await listen(server, settings);
    steps.push(() => stop(server));
    const sweeper = setInterval(() => {
      sweep(sandbox, clock()).catch((error: Error) => log(error.message));
    }, sweepMilliseconds);
    steps.push(() => clearInterval(sweeper));
    const { port } = server.address() as AddressInfo;
    const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
    return { url: `http://${host}:${port}`, close: undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

async function sweep(sandbox: Sandbox, now: number): Promise<void> {
  await sweepSpentIds(sandbox.database, now);
  await sandbox.sessions.sweep(now);
  await refreshAllJwks(sandbox);
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

/** Lets running answers end for a moment, then hangs up: a hung request must not hold a stop. */
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
