// npm run sandbox: the sandbox alone, with the admin key of .env.
import { join } from "node:path";
import { runCommand } from "./command";
import { loadEnvFile, readSettings, writeEnvFile } from "./environment";
import { requireFreePort } from "./ports";
import { createSupervisor } from "./processes";
import { startSandbox } from "./stack";

runCommand(
  async ({ signal, defer }) => {
    writeEnvFile();
    loadEnvFile();
    const { dataDir, sandboxPort: port } = readSettings();
    await requireFreePort(port, "sandbox", "SANDBOX_PORT");
    const supervisor = createSupervisor({ logDir: join(dataDir, "logs"), echo: true });
    defer(supervisor.stop);
    await startSandbox(supervisor, { env: process.env, dataDir, port, signal });
    await supervisor.failed;
  },
  { interruptedCode: 0 },
);
