import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { createSupervisor, runNode } from "./processes";

const newFolder = () => mkdtempSync(join(tmpdir(), "mullion-processes-"));

/** A program that reports its process id, and writes its name when it is asked to end. */
function writeProgram(name: string, ends: string): string {
  const file = join(newFolder(), `${name}.cjs`);
  writeFileSync(
    file,
    `process.on("SIGTERM", () => { require("fs").appendFileSync(${JSON.stringify(ends)}, "${name} "); process.exit(0); });
     setInterval(() => {}, 1000);
     process.send(process.pid);`,
  );
  return file;
}

function writeCode(code: string): string {
  const file = join(newFolder(), "program.cjs");
  writeFileSync(file, code);
  return file;
}

const ready = async (child: { getOneMessage: () => Promise<unknown> }) =>
  Number(await child.getOneMessage());

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it("stops what it started, the last first", async () => {
  const ends = join(newFolder(), "ends");
  const supervisor = createSupervisor({ logDir: newFolder() });
  for (const name of ["database", "sandbox", "host"]) {
    await supervisor.start(name, writeProgram(name, ends), [], { ready });
  }
  await Promise.all([supervisor.stop(), supervisor.stop()]);
  expect(readFileSync(ends, "utf8")).toBe("host sandbox database ");
});

it("says why a program did not become ready, with its last lines", async () => {
  const logDir = newFolder();
  const file = writeCode('console.log("first"); console.error("no such folder"); process.exit(3)');
  const started = createSupervisor({ logDir }).start("sandbox", file, [], {
    ready: () => new Promise(() => {}),
  });
  await expect(started).rejects.toThrow(/sandbox exited with code 3[\s\S]*no such folder/);
  expect(readFileSync(join(logDir, "sandbox.log"), "utf8")).toBe("first\nno such folder\n");
});

it("reports a program that ends by itself later", async () => {
  const supervisor = createSupervisor({ logDir: newFolder() });
  const file = writeProgram("host", join(newFolder(), "ends"));
  const pid = await supervisor.start("host", file, [], { ready });
  process.kill(pid, "SIGKILL");
  await expect(supervisor.failed).rejects.toThrow(/host was ended by SIGKILL/);
  await supervisor.stop();
});

it("shows a program's last lines when it fails", async () => {
  await runNode("build", writeCode("console.log(1)"));
  const failing = runNode("build", writeCode('throw new Error("in page.tsx")'));
  await expect(failing).rejects.toThrow(/build exited with code 1[\s\S]*in page\.tsx/);
});

it("ends a program when the command is interrupted", async () => {
  const abort = new AbortController();
  const running = runNode("build", writeCode("setInterval(() => {}, 1000)"), [], {
    signal: abort.signal,
  });
  abort.abort();
  await expect(running).rejects.toThrow(/build was ended by SIGTERM/);
});

it("leaves nothing behind when the command itself is killed", async () => {
  const ends = join(newFolder(), "ends");
  const parent = join(newFolder(), "parent.mjs");
  writeFileSync(
    parent,
    `import { createSupervisor } from ${JSON.stringify(new URL("processes.ts", import.meta.url).href)};
     const supervisor = createSupervisor({ logDir: ${JSON.stringify(newFolder())} });
     await supervisor.start("child", ${JSON.stringify(writeProgram("child", ends))}, [], {
       ready: async (child) => process.send(await child.getOneMessage()),
     });`,
  );
  const command = execa(process.execPath, ["--import", "tsx", parent], {
    ipc: true,
    reject: false,
  });
  const pid = Number(await command.getOneMessage());
  expect(isAlive(pid)).toBe(true);
  command.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  expect(readFileSync(ends, "utf8")).toBe("child ");
});
