// Removes the sandbox from a copy of this project, then develops, builds, starts and tests the rest.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { nextProgram } from "./build";
import { runCommand, runSteps } from "./command";
import { createSecrets } from "./environment";
import { findFreePort } from "./ports";
import { createSupervisor, runNode, showNode, waitForAnswer } from "./processes";
import { startDatabase } from "./stack";

// Inside the project, or the build would not follow the link to its packages.
const cwd = resolve(".data-test/without-sandbox");
const logDir = resolve(".data-test/without-sandbox-logs");

/** As in a clone: without what is generated, and without secrets. */
function copyProject(): void {
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  const left = /^(\.git|node_modules|test-results|\.env|\.next.*|\.data.*)$/;
  const filter = (path: string) => !/lib.generated|sandbox.node_modules/.test(path);
  for (const name of readdirSync(".").filter((name) => !left.test(name))) {
    cpSync(name, join(cwd, name), { recursive: true, filter });
  }
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"), "dir");
}

runCommand(async ({ signal, defer }) => {
  const kept = ["PATH", "HOME", "TMPDIR"].map((name) => [name, process.env[name]]);
  const port = await findFreePort();
  const { SANDBOX_ADMIN_KEY: _, ...secrets } = createSecrets();
  const env = {
    ...Object.fromEntries(kept),
    ...secrets,
    DATA_DIR: join(cwd, ".data"),
    DATABASE_PORT: String(await findFreePort()),
    PORT: String(port),
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const ready = () => waitForAnswer(`http://localhost:${port}/login`, signal, 300);
  const run = "scripts/run.mjs";
  const options = { cwd, env, signal };
  defer(() => rmSync(cwd, { recursive: true, force: true }));

  await runSteps([
    { title: "Copy the project", task: copyProject },
    {
      title: "npm run sandbox:remove",
      task: () => runNode("sandbox:remove", run, ["scripts/sandbox-remove.ts", "--yes"], options),
    },
    {
      title: "npm run dev",
      task: async () => {
        const supervisor = createSupervisor({ logDir });
        defer(supervisor.stop);
        await supervisor.start("dev", run, ["scripts/demo.ts", "--dev"], { ...options, ready });
        await supervisor.stop();
      },
    },
    {
      title: "npm run build, npm start",
      task: async () => {
        const supervisor = createSupervisor({ logDir });
        defer(supervisor.stop);
        const DATABASE_URL = await startDatabase(supervisor, env);
        const withDatabase = { ...env, DATABASE_URL };
        for (const script of ["db:migrate", "build"]) {
          await execa("npm", ["run", script], {
            cwd,
            env: withDatabase,
            extendEnv: false,
            cancelSignal: signal,
          });
        }
        const args = ["start", "-H", "localhost", "-p", String(port)];
        await supervisor.start("host", nextProgram, args, { ...options, env: withDatabase, ready });
        await supervisor.stop();
      },
    },
  ]).catch((error: Error) => {
    console.error(error.message);
    console.log("0 passed, 1 failed, 0 skipped");
    throw error;
  });
  // Last, since it prints its own counts.
  return (await showNode(run, ["scripts/test.ts"], { cwd, signal })).exitCode;
});
