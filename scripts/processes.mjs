// Starts other programs, keeps what they print, and ends them in reverse order.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const keptLines = 40;
const endWithParent = new URL("./end-with-parent.mjs", import.meta.url).href;

/** Arguments that tie a Node program to this process. */
export const tied = ["--import", endWithParent];

/**
 * Runs a program until it ends. Its output is shown only when it fails.
 *
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, logFile?: string, signal?: AbortSignal }} [options]
 */
export async function runToEnd(name, command, args, options = {}) {
  const child = launch(name, command, args, options);
  const abort = () => child.end();
  options.signal?.addEventListener("abort", abort);
  const code = await child.ended;
  options.signal?.removeEventListener("abort", abort);
  if (options.signal?.aborted) throw new Error("Stopped.");
  if (code !== 0) throw new Error(describeEnd(name, code, child.lines, options.logFile));
  return child.lines;
}

/**
 * Runs a program whose output goes straight to the terminal.
 *
 * @param {{ env?: Record<string, string | undefined>, signal?: AbortSignal }} [options]
 * @returns {Promise<number | string>} its exit code, or the signal that ended it
 */
export async function runShown(command, args, options = {}) {
  const child = launch(command, command, args, { ...options, shown: true });
  const abort = () => child.end();
  options.signal?.addEventListener("abort", abort);
  const code = await child.ended;
  options.signal?.removeEventListener("abort", abort);
  return code;
}

/**
 * A group of programs that live and end together.
 *
 * @param {{ logDir: string, echo?: (name: string, line: string) => void }} options
 */
export function createSupervisor({ logDir, echo }) {
  mkdirSync(logDir, { recursive: true });
  const children = [];
  let stopping = null;
  let reportFailure;
  /** Rejects when a program ends that should not. */
  const failed = new Promise((_, reject) => {
    reportFailure = reject;
  });
  failed.catch(() => {});

  /**
   * Starts a program and waits until it is ready.
   *
   * @template T
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {{
   *   env?: Record<string, string | undefined>,
   *   cwd?: string,
   *   ready: (child: { line: (pattern: RegExp) => Promise<RegExpMatchArray> }) => Promise<T>,
   * }} options
   * @returns {Promise<T>} what `ready` found
   */
  async function start(name, command, args, { env, cwd, ready }) {
    if (stopping) throw new Error("Stopped.");
    const logFile = join(logDir, `${name}.log`);
    const child = launch(name, command, args, { env, cwd, logFile, echo });
    children.push(child);
    const early = child.ended.then((code) => {
      const error = new Error(describeEnd(name, code, child.lines, logFile));
      if (!stopping) reportFailure(error);
      throw error;
    });
    early.catch(() => {});
    return Promise.race([ready(child), early]);
  }

  /** Ends all, the last started first, each before the next. */
  function stop() {
    stopping ??= (async () => {
      for (const child of [...children].reverse()) await child.end();
    })();
    return stopping;
  }

  /** Ends all at once and does not wait. */
  function kill() {
    for (const child of children) child.signal("SIGKILL");
  }

  return { start, stop, kill, failed };
}

function launch(name, command, args, { env, cwd, logFile, echo, shown }) {
  // A group of its own: Ctrl-C in a terminal reaches this process only, which ends the others in
  // order; and what a program starts itself can be ended with it.
  const grouped = process.platform !== "win32";
  const child = spawn(command, args, {
    cwd: cwd ?? root,
    env: { ...(env ?? process.env), ENDS_WITH_PARENT: String(process.pid) },
    stdio: shown ? ["ignore", "inherit", "inherit", "ipc"] : ["ignore", "pipe", "pipe", "ipc"],
    detached: grouped,
  });
  const log = logFile ? createWriteStream(logFile, { mode: 0o600 }) : null;
  const lines = [];
  const listeners = new Set();
  const take = (line) => {
    log?.write(`${line}\n`);
    echo?.(name, line);
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    for (const listener of listeners) listener(line);
  };
  if (child.stdout) splitLines(child.stdout, take);
  if (child.stderr) splitLines(child.stderr, take);

  let over = false;
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      over = true;
      take(error.message);
      resolve(127);
    });
    // "close" comes after the last line was read, "exit" may come before.
    child.once("exit", () => {
      over = true;
      // What it left behind would hold its output open.
      setTimeout(() => grouped && signal("SIGKILL"), 500).unref();
    });
    child.once("close", (code, signal) => {
      const done = () => resolve(code ?? signal);
      if (log) log.end(done);
      else done();
    });
  });

  function signal(wanted) {
    if (child.pid === undefined) return;
    try {
      process.kill(grouped && wanted === "SIGKILL" ? -child.pid : child.pid, wanted);
    } catch {
      // It ended by itself in the meantime.
    }
  }

  return {
    lines,
    ended,
    signal,
    /** Waits for a line of its output. */
    line: (pattern) =>
      new Promise((resolve) => {
        const listener = (line) => {
          const match = line.match(pattern);
          if (!match) return;
          listeners.delete(listener);
          resolve(match);
        };
        listeners.add(listener);
      }),
    /** SIGTERM, and SIGKILL for its whole group when it does not listen. */
    async end() {
      if (!over) signal("SIGTERM");
      const timer = setTimeout(() => signal("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function splitLines(stream, take) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  stream.on("end", () => {
    if (rest) take(rest);
  });
}

function describeEnd(name, code, lines, logFile) {
  const how = typeof code === "string" ? `was ended by ${code}` : `ended with code ${code}`;
  const last = lines.slice(-25).map((line) => `    ${line}`);
  return [
    `${name} ${how}. Its last lines:`,
    ...last,
    ...(logFile ? [`All of it: ${logFile}`] : []),
  ].join("\n");
}

/**
 * Polls an address until it answers 2xx.
 *
 * @param {{ seconds: number, signal?: AbortSignal }} options
 */
export async function waitForAnswer(url, { seconds, signal }) {
  const deadline = Date.now() + seconds * 1000;
  let last = "no answer";
  while (Date.now() < deadline && !signal?.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error.cause?.code ?? error.name;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} did not answer within ${seconds} s (${last}).`);
}
