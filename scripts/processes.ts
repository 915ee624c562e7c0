import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa, type Options, type ResultPromise } from "execa";
import pRetry from "p-retry";
import type { Environment } from "./environment";

type Child = ResultPromise<{ reject: false; ipc: true }>;

type RunOptions = {
  env?: Environment;
  cwd?: string;
  signal?: AbortSignal;
  /** Yields the processor to whatever runs beside it. */
  background?: boolean;
};

const running = new Set<Child>();
const preload = ["--import", new URL("./end-with-parent.mjs", import.meta.url).href];

/** A Node program, TypeScript included, that ends with this process. */
function spawnNode(file: string, args: string[], options: RunOptions & Options): Child {
  const { env = process.env, signal, background, ...rest } = options;
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = execa(process.execPath, [...preload, ...loader, file, ...args], {
    env: { ...env, ENDS_WITH_PARENT: String(process.pid) },
    extendEnv: false,
    stdin: "ignore",
    ipc: true,
    reject: false,
    // Its own group: Ctrl-C reaches only this process, which ends the others in order.
    detached: process.platform !== "win32",
    cleanup: false,
    forceKillAfterDelay: 10_000,
    ...(signal && { cancelSignal: signal }),
    ...rest,
  }) as Child;
  running.add(child);
  if (background && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  child.once("exit", () => {
    // What the child started itself would hold its output open.
    setTimeout(() => killGroup(child), 500).unref();
  });
  child.finally(() => running.delete(child));
  return child;
}

function killGroup(child: Child): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

/** Kills whatever this process has started, without waiting. */
export function killAll(): void {
  for (const child of running) killGroup(child);
}

/** Runs a Node program to its end. Its output is shown only when it fails. */
export async function runNode(
  name: string,
  file: string,
  args: string[] = [],
  { log, ...options }: RunOptions & { log?: string } = {},
): Promise<void> {
  const output = log ? (["pipe", logTo(log)] as const) : "pipe";
  const streams = { all: true, stdout: output, stderr: output } as const;
  const result = await spawnNode(file, args, { ...options, ...streams });
  if (result.failed) throw new Error(describeEnd(name, result, result.all ?? "", log));
}

/** Runs a Node program that writes to the terminal: at once, or in the background when it is over. */
export async function showNode(file: string, args: string[], options: RunOptions = {}) {
  const stream = options.background ? "pipe" : "inherit";
  const streams = { all: true, stdout: stream, stderr: stream } as const;
  const result = await spawnNode(file, args, { ...options, ...streams });
  const { exitCode = 1, all: output = "" } = result;
  if (options.background) console.log(output);
  return { exitCode, output };
}

/** Programs that run side by side and are stopped in reverse order. */
export function createSupervisor({ logDir, echo = false }: { logDir: string; echo?: boolean }) {
  const children: Child[] = [];
  let stopping: Promise<void> | undefined;
  let reportFailure: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    reportFailure = reject;
  });
  failed.catch(() => {});

  /** Starts a program and waits until it is ready. */
  async function start<T>(
    name: string,
    file: string,
    args: string[],
    { ready, ...options }: RunOptions & { ready: (child: Child) => Promise<T> },
  ): Promise<T> {
    if (stopping) throw new Error("Stopped.");
    const log = join(logDir, `${name}.log`);
    const target = logTo(log);
    const output = echo ? [prefixLines(name), "inherit" as const, target] : target;
    const child = spawnNode(file, args, {
      ...options,
      buffer: false,
      stdout: output,
      stderr: output,
    });
    children.push(child);
    const ended = child.then((result) => {
      const error = new Error(describeEnd(name, result, readFileSync(log, "utf8"), log));
      if (!stopping) reportFailure(error);
      throw error;
    });
    ended.catch(() => {});
    return Promise.race([ready(child), ended]).catch(async (error) => {
      // Where the program is ending, its last lines say more.
      await Promise.race([ended, delay(1_000)]);
      throw error;
    });
  }

  function stop(): Promise<void> {
    stopping ??= (async () => {
      for (const child of children.reverse()) {
        child.kill("SIGTERM");
        await child;
      }
    })();
    return stopping;
  }

  return { start, stop, failed };
}

export type Supervisor = ReturnType<typeof createSupervisor>;

function logTo(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "", { mode: 0o600 });
  return { file, append: true };
}

function prefixLines(name: string) {
  return function* (line: unknown) {
    yield `${name.padEnd(8)} | ${line}`;
  };
}

type End = { exitCode?: number; signal?: string; shortMessage?: string };

function describeEnd(
  name: string,
  { exitCode, signal, shortMessage }: End,
  output: string,
  log?: string,
) {
  const how = signal ? `was ended by ${signal}` : `exited with code ${exitCode ?? shortMessage}`;
  const lines = output
    .trimEnd()
    .split("\n")
    .slice(-25)
    .map((line) => `    ${line}`);
  return [`${name} ${how}. Last lines:`, ...lines, ...(log ? [`Full log: ${log}`] : [])].join("\n");
}

/** Waits until the address answers with a 2xx status. */
export async function waitForAnswer(
  url: string,
  signal?: AbortSignal,
  seconds = 120,
): Promise<void> {
  const check = async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`status ${response.status}`);
  };
  await pRetry(check, {
    retries: seconds * 5,
    minTimeout: 200,
    factor: 1,
    maxRetryTime: seconds * 1_000,
    ...(signal && { signal }),
  }).catch((error: Error) => {
    throw new Error(`${url} did not answer within ${seconds} s (${error.message}).`);
  });
}
