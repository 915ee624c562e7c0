// Everything a change has to pass: `npm test`, then the database and browser tests again on a real
// PostgreSQL, and the host without the sandbox. The last line sums up.
import { execa } from "execa";
import { runCommand } from "./command";
import { openPostgres } from "./postgres";
import { hasSandbox } from "./stack";

type Counts = { passed: number; failed: number; skipped: number };

type Part = { title: string; script: string; args?: string[]; background?: boolean };

runCommand(async (command) => {
  /** In its own process; the output of a part in the background follows when it is over. */
  const run = async ({ title, script, args = [], background = false }: Part): Promise<Counts> => {
    console.log(`\n== ${title} ==`);
    const options = { all: true, reject: false, stdin: "ignore" } as const;
    const program = [
      ...(background ? ["nice"] : []),
      process.execPath,
      "scripts/run.mjs",
      script,
      ...args,
    ];
    const child = execa({ ...options, cancelSignal: command.signal })(
      program[0] ?? "",
      program.slice(1),
    );
    if (!background) child.all.pipe(process.stdout, { end: false });
    const { all, exitCode } = await child;
    if (background) console.log(`\n== ${title} ==\n${all}`);
    return readLastLine(all, exitCode);
  };
  const counts = [await run({ title: "With the embedded database", script: "scripts/test.ts" })];
  const server = await openPostgres(command);
  const rest: Part[] = [
    { title: "On PostgreSQL", script: "scripts/test.ts", args: [`--database=${server}`] },
    { title: "Without the sandbox", script: "scripts/without-sandbox.ts", background: true },
  ];
  counts.push(
    ...(await Promise.all(rest.filter(({ background }) => hasSandbox || !background).map(run))),
  );
  const sum = (key: keyof Counts) => counts.reduce((total, part) => total + part[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return sum("failed") === 0 ? 0 : 1;
});

/** A part that failed without a failed test has failed all the same. */
function readLastLine(output: string, exitCode: number | undefined): Counts {
  const line = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? [];
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map(Number);
  return { passed, failed: exitCode === 0 ? failed : Math.max(1, failed), skipped };
}
