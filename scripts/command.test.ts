import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";

/** Runs a command whose work is this code. */
function run(work: string) {
  const file = join(mkdtempSync(join(tmpdir(), "mullion-command-")), "command.mjs");
  const url = new URL("command.ts", import.meta.url).href;
  const options = { interruptedCode: 3 };
  writeFileSync(
    file,
    `import { runCommand } from ${JSON.stringify(url)};
     runCommand(async ({ signal, defer }) => { ${work} }, ${JSON.stringify(options)});`,
  );
  return execa(process.execPath, ["--import", "tsx", file], { reject: false, ipc: true });
}

const cleanUps = 'defer(() => console.log("first")); defer(() => console.log("second"));';

it("undoes in reverse what was done, and exits with the command's own code", async () => {
  expect(await run(`${cleanUps} return 2;`)).toMatchObject({
    stdout: "second\nfirst",
    exitCode: 2,
  });
});

it("prints an error as its message, and cleans up all the same", async () => {
  expect(await run(`${cleanUps} throw new Error("No such file.");`)).toMatchObject({
    stdout: "second\nfirst",
    stderr: "No such file.",
    exitCode: 1,
  });
});

it("stops in order on Ctrl-C", async () => {
  const wait =
    'signal.addEventListener("abort", () => console.log("aborted")); process.send("up");';
  const command = run(`${cleanUps} ${wait} await new Promise((done) => setTimeout(done, 1e6));`);
  await command.getOneMessage();
  command.kill("SIGINT");
  const { stdout, exitCode } = await command;
  expect(stdout).toMatch(/Stopping .*\naborted\nsecond\nfirst$/);
  expect(exitCode).toBe(3);
});

it("ends at once on a second Ctrl-C", async () => {
  const command = run(
    'defer(() => new Promise(() => {})); process.send("up"); await new Promise((done) => setTimeout(done, 1e6));',
  );
  await command.getOneMessage();
  // npm forwards the terminal's signal: for 600 ms they are one Ctrl-C.
  const timer = setInterval(() => command.kill("SIGINT"), 100);
  const { exitCode, durationMs } = await command;
  clearInterval(timer);
  expect(exitCode).toBe(1);
  expect(durationMs).toBeGreaterThan(600);
});
