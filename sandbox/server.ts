// Decides how the sandbox runs as a process of its own.
import { readEnvironment } from "./env";
import { startSandbox } from "./start";

async function main(): Promise<void> {
  const sandbox = await startSandbox(readEnvironment());
  console.log(`Sandbox listening on ${sandbox.url}`);
  const end = () => {
    process.removeListener("SIGTERM", end);
    process.removeListener("SIGINT", end);
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
