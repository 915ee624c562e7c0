// The process of the embedded database. It sends its URL to the process that started it, and closes its
// folder cleanly on SIGTERM.
import { openEmbeddedDatabase } from "./embedded-database";
import { readSettings } from "./environment";

const { dataDir, databasePort: port } = readSettings();
let closing = false;

function fail(error: unknown): void {
  if (closing) return;
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  // A client that never disconnects must not keep the folder open.
  setTimeout(() => process.exit(1), 10_000).unref();
  await database?.close();
  process.exit(0);
}

process.on("SIGTERM", close);
process.on("SIGINT", close);
const database = await openEmbeddedDatabase({ dataDir, port, onFailure: fail }).catch(fail);
if (database) {
  console.log(`Listening on ${database.url}`);
  process.send?.({ url: database.url });
}
