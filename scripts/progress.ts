import { Listr, type ListrTask, PRESET_TIMER } from "listr2";

const timer = PRESET_TIMER;

/** Runs steps and shows how far they are; without a terminal, in plain lines. */
export async function runSteps(steps: ListrTask[]): Promise<void> {
  await new Listr(steps, {
    // Ctrl-C is `runCommand`'s, and it prints the error.
    registerSignalListeners: false,
    rendererOptions: { timer, showErrorMessage: false, collapseSubtasks: false },
    fallbackRendererOptions: { timer },
  }).run();
}
