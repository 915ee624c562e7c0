import { createInterface } from "node:readline/promises";
import { Listr, type ListrTask, PRESET_TIMER } from "listr2";
import { killAll } from "./processes";

export type Command = {
  /** Aborted when the command is interrupted or over. */
  signal: AbortSignal;
  /** Registers what has to be undone at the end, however it comes; the last registered runs first. */
  defer: (cleanUp: () => unknown) => void;
};

/**
 * Runs a command to its end. It exits with the number that `work` resolves to, otherwise 0; an error is
 * printed as its message and exits with 1. The first Ctrl-C stops everything in order, the second one
 * kills it.
 */
export async function runCommand(
  work: (command: Command) => Promise<unknown>,
  { interruptedCode = 130 } = {},
): Promise<void> {
  const controller = new AbortController();
  const cleanUps: (() => unknown)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      controller.abort();
      for (const cleanUp of cleanUps.reverse()) {
        await Promise.resolve(cleanUp()).catch(() => {});
      }
    })();
    return stopping;
  };

  let interruptedAt: number | undefined;
  const interrupt = async () => {
    if (interruptedAt !== undefined) {
      // npm forwards the signal that the terminal has already sent: not a second Ctrl-C.
      if (performance.now() - interruptedAt < 600) return;
      killAll();
      process.exit(1);
    }
    interruptedAt = performance.now();
    console.log("\nStopping (press Ctrl-C again to force) …");
    await stop();
    process.exit(interruptedCode);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);

  let exitCode = 0;
  let problem: unknown;
  try {
    const result = await work({
      signal: controller.signal,
      defer: (cleanUp) => cleanUps.push(cleanUp),
    });
    if (typeof result === "number") exitCode = result;
  } catch (error) {
    exitCode = 1;
    problem = error;
  }
  await stop();
  if (interruptedAt !== undefined) return;
  if (problem) console.error(problem instanceof Error ? problem.message : String(problem));
  process.exit(exitCode);
}

/** @throws unless the answer is yes */
export async function confirm(consequence: string, isConfirmed: boolean): Promise<void> {
  if (isConfirmed) return;
  if (!process.stdin.isTTY) throw new Error(`${consequence} Add --yes to confirm.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${consequence} Type yes to continue: `);
  terminal.close();
  if (answer.trim() !== "yes") throw new Error("Nothing was changed.");
}

/** Runs steps and shows how far they are; without a terminal, in plain lines. */
export async function runSteps(steps: ListrTask[]): Promise<void> {
  const timer = PRESET_TIMER;
  await new Listr(steps, {
    // Ctrl-C is `runCommand`'s, and it prints the error.
    registerSignalListeners: false,
    rendererOptions: { timer, showErrorMessage: false, collapseSubtasks: false },
    fallbackRendererOptions: { timer },
  }).run();
}
