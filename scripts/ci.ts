// Everything a change has to pass: `npm test`, then the database and browser tests again on a real
// PostgreSQL and, beside them, the host without the sandbox. The last line sums up.
import { type Command, runCommand } from "./command";
import { openPostgres } from "./postgres";
import { showNode } from "./processes";
import { hasSandbox } from "./stack";

type Counts = { passed: number; failed: number; skipped: number };

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

runCommand(async (command) => {
  const counts = [
    await runPart(command, "With the embedded database", ["scripts/test.ts"]),
    ...(await Promise.all([runOnPostgres(command), runWithoutSandbox(command)])),
  ];
  const sum = (key: keyof Counts) => counts.reduce((total, part) => total + part[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return sum("failed") === 0 ? 0 : 1;
});

/** Never skipped: without a server this part fails. */
async function runOnPostgres(command: Command): Promise<Counts> {
  try {
    const server = await openPostgres(command);
    return await runPart(command, "On PostgreSQL", ["scripts/test.ts", `--database=${server}`]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...none, failed: 1 };
  }
}

const runWithoutSandbox = async (command: Command): Promise<Counts> =>
  hasSandbox ? runPart(command, "Without the sandbox", ["scripts/without-sandbox.ts"], true) : none;

async function runPart(
  { signal }: Command,
  title: string,
  args: string[],
  background = false,
): Promise<Counts> {
  console.log(`\n== ${title} ==`);
  const options = { signal, background, capture: true };
  const { exitCode, output } = await showNode("scripts/run.mjs", args, options);
  const line = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? [];
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map(Number);
  // A part that failed without a failed test has failed all the same.
  return { passed, failed: exitCode === 0 ? failed : Math.max(1, failed), skipped };
}
