import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createSupervisor, runToEnd, tied } from "./processes.mjs";

const folder = () => mkdtempSync(join(tmpdir(), "mullion-processes-"));

/** A program that says "up", writes its name when it is asked to end, and ends. */
function program(path: string, name: string, ending = "process.exit(0)"): string[] {
  const code = `
    process.on("SIGTERM", () => { require("fs").appendFileSync(${JSON.stringify(path)}, "${name} "); ${ending} });
    setInterval(() => {}, 1000);
    console.log("up ${name} " + process.pid);`;
  return ["-e", code];
}

const up = async (child: { line: (pattern: RegExp) => Promise<RegExpMatchArray> }) =>
  Number((await child.line(/^up \w+ (\d+)$/))[1]);

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("ends what it started, the last first", async () => {
  const path = join(folder(), "ends");
  const supervisor = createSupervisor({ logDir: folder() });
  for (const name of ["database", "sandbox", "host"]) {
    await supervisor.start(name, process.execPath, program(path, name), { ready: up });
  }
  await Promise.all([supervisor.stop(), supervisor.stop()]);
  expect(readFileSync(path, "utf8")).toBe("host sandbox database ");
});

it("says why a program did not become ready, with its last lines", async () => {
  const logDir = folder();
  const supervisor = createSupervisor({ logDir });
  const code = 'console.log("first"); console.error("no such folder"); process.exit(3)';
  const started = supervisor.start("sandbox", process.execPath, ["-e", code], { ready: up });
  await expect(started).rejects.toThrow(/sandbox ended with code 3[\s\S]*no such folder/);
  expect(readFileSync(join(logDir, "sandbox.log"), "utf8")).toBe("first\nno such folder\n");
});

it("tells when a program ends by itself later", async () => {
  const supervisor = createSupervisor({ logDir: folder() });
  const args = program(join(folder(), "ends"), "host");
  const pid = await supervisor.start("host", process.execPath, args, { ready: up });
  process.kill(pid, "SIGKILL");
  await expect(supervisor.failed).rejects.toThrow(/host was ended by SIGKILL/);
  await supervisor.stop();
});

it("shows a program's last lines when it fails, and none when it does not", async () => {
  expect(await runToEnd("build", process.execPath, ["-e", "console.log(1)"])).toEqual(["1"]);
  const failing = runToEnd("build", process.execPath, ["-e", 'throw new Error("in page.tsx")']);
  await expect(failing).rejects.toThrow(/build ended with code 1[\s\S]*in page\.tsx/);
});

it("leaves nothing behind when the command itself is killed", async () => {
  const path = join(folder(), "ends");
  const parent = join(folder(), "parent.mjs");
  writeFileSync(
    parent,
    `import { createSupervisor } from ${JSON.stringify(new URL("processes.mjs", import.meta.url).href)};
     const supervisor = createSupervisor({ logDir: ${JSON.stringify(folder())} });
     await supervisor.start("child", process.execPath, ${JSON.stringify([...tied, ...program(path, "child")])}, {
       ready: async (child) => console.log((await child.line(/^up.*$/))[0]),
     });`,
  );
  const command = spawn(process.execPath, [parent], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) =>
    command.stdout.once("data", (text) => resolve(String(text))),
  );
  const pid = Number(line.trim().split(" ")[2]);
  expect(isAlive(pid)).toBe(true);
  command.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  expect(readFileSync(path, "utf8")).toBe("child ");
});
