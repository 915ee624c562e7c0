// npm run sandbox: the sandbox alone, with the admin key of .env.
import { join } from "node:path";
import { requireNode } from "./node-version.mjs";

requireNode();

const { writeEnvFile } = await import("./env-file.mjs");
const { installIfNeeded } = await import("./install.mjs");
const { requireFree } = await import("./ports.mjs");
const { readSettings } = await import("./settings.mjs");
const { onInterrupt } = await import("./signals.mjs");

async function main() {
  writeEnvFile();
  await installIfNeeded();
  const { createSupervisor, tied, waitForAnswer } = await import("./processes.mjs");
  const { sandboxArguments, sandboxEnvironment } = await import("./stack.mjs");
  const { env, dataDir, sandboxPort } = readSettings();
  await requireFree(sandboxPort, "sandbox", "SANDBOX_PORT");
  const supervisor = createSupervisor({
    logDir: join(dataDir, "logs"),
    echo: (_, line) => console.log(line),
  });
  onInterrupt({ code: 0, stop: supervisor.stop, kill: supervisor.kill });
  await supervisor.start("sandbox", process.execPath, [...tied, ...sandboxArguments(false)], {
    env: sandboxEnvironment(env, dataDir, sandboxPort),
    ready: () => waitForAnswer(`http://127.0.0.1:${sandboxPort}/health`, { seconds: 120 }),
  });
  await supervisor.failed;
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
