import { readSettings } from "./env";
import { startSandbox } from "./start";

try {
  const sandbox = await startSandbox(readSettings());
  console.log(`Sandbox listening on ${sandbox.url}`);
  const stop = () => {
    process.off("SIGTERM", stop).off("SIGINT", stop);
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
