// The process of the embedded database. It sends its URL to the process that started it.
import { runCommand } from "./command";
import { openEmbeddedDatabase } from "./embedded-database";
import { readSettings } from "./environment";

runCommand(
  async ({ defer }) => {
    const { dataDir, databasePort: port } = readSettings();
    // A failed engine cannot be closed.
    const onFailure = (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(1);
    };
    const { url, close } = await openEmbeddedDatabase({ dataDir, port, onFailure });
    defer(close);
    console.log(`Listening on ${url}`);
    process.send?.({ url });
    await new Promise(() => {});
  },
  { interruptedCode: 0 },
);
