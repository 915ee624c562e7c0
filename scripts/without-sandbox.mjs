// Proves that the sandbox is no part of the host: in a copy of this project it does what
// docs/your-vendor.md says under "Without the sandbox", then runs the tests that remain.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { freshSecrets } from "./env-file.mjs";
import { freePort } from "./ports.mjs";
import { createSupervisor, runShown, runToEnd, tied, waitForAnswer } from "./processes.mjs";
import { createProgress } from "./progress.mjs";
import { inRoot, root } from "./root.mjs";
import { onInterrupt } from "./signals.mjs";

// Inside the project, or the build would not follow the link to its packages.
const copy = inRoot(".data-test/without-sandbox");
const progress = createProgress();
const abort = new AbortController();
const supervisor = createSupervisor({ logDir: inRoot(".data-test/without-sandbox-logs") });

/** What the document says to delete. @returns {string[]} */
function pathsToDelete() {
  const document = readFileSync(inRoot("docs/your-vendor.md"), "utf8");
  const step = /^\d\. Delete (.+)$/m.exec(document.split("## Without the sandbox")[1] ?? "");
  const paths = [...(step?.[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1]);
  if (paths.length === 0)
    throw new Error('docs/your-vendor.md: "Without the sandbox" deletes nothing.');
  return paths;
}

function makeCopy() {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const left = /^(\.git|node_modules|test-results|\.env|\.next.*|\.data.*)$/;
  // As in a clone: what is generated is not there yet.
  const filter = (path) => path !== inRoot("lib/generated");
  for (const name of readdirSync(root).filter((found) => !left.test(found))) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter });
  }
  symlinkSync(inRoot("node_modules"), join(copy, "node_modules"), "dir");
  for (const path of pathsToDelete()) {
    if (!existsSync(join(copy, path)))
      throw new Error(`docs/your-vendor.md deletes ${path}, which does not exist.`);
    rmSync(join(copy, path), { recursive: true });
  }
}

/** Migrations, build and start as the document has them; returns when sign-in answers. */
async function runHost() {
  const kept = ["PATH", "HOME", "TMPDIR"].map((name) => [name, process.env[name]]);
  const port = String(await freePort());
  const plain = { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1" };
  const database = await supervisor.start(
    "database",
    process.execPath,
    [...tied, inRoot("scripts/embedded-database.mjs")],
    {
      env: { ...plain, DATA_DIR: join(copy, ".data"), DATABASE_PORT: String(await freePort()) },
      ready: async (child) => (await child.line(/^ready (postgres:\S+)$/))[1],
    },
  );
  const { SANDBOX_ADMIN_KEY: _, ...secrets } = freshSecrets();
  const env = {
    ...plain,
    ...secrets,
    DATABASE_URL: database,
    NEXTAUTH_URL: `http://localhost:${port}`,
  };
  const run = (...args) =>
    runToEnd(`npm ${args.join(" ")}`, "npm", args, { env, cwd: copy, signal: abort.signal });
  const next = join(copy, "node_modules/next/dist/bin/next");
  await progress.step("migrations", () => run("run", "db:migrate"));
  await progress.step("build", () => run("run", "build"));
  await progress.step("sign-in answers", () =>
    supervisor.start(
      "host",
      process.execPath,
      [...tied, next, "start", "-H", "localhost", "-p", port],
      {
        env,
        cwd: copy,
        ready: () =>
          waitForAnswer(`http://localhost:${port}/login`, { seconds: 60, signal: abort.signal }),
      },
    ),
  );
}

async function main() {
  const stop = async () => {
    abort.abort();
    await supervisor.stop();
    rmSync(copy, { recursive: true, force: true });
  };
  onInterrupt({ code: 130, say: progress.line, kill: () => supervisor.kill(), stop });
  try {
    await progress.step("a copy without the sandbox", async () => makeCopy());
    await runHost();
    await supervisor.stop();
    // It prints its own counts.
    return await runShown(process.execPath, [join(copy, "scripts/test.mjs")], {
      signal: abort.signal,
    });
  } finally {
    await stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    console.log("0 passed, 1 failed, 0 skipped");
    process.exit(1);
  },
);
