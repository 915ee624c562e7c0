// The embedded database: PostgreSQL as WebAssembly behind a socket, a process of its own.
//
//   node scripts/embedded-database.mjs
//
// DATA_DIR (.data) holds its folder `db`, DATABASE_PORT moves it from 5544. It prints one line when
// it listens, `ready postgres://…`, and closes the folder cleanly on SIGTERM and SIGINT.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { databaseUrl } from "./database-url.mjs";
import { readLock, takeLock } from "./lock-file.mjs";
import { nextFreePort, requireFree } from "./ports.mjs";
import { readSettings } from "./settings.mjs";
import { withWholeRequests } from "./whole-requests.mjs";

const firstPort = 5544;

/** @returns {string | null} the URL of the embedded database that runs on this data folder */
export function findRunningDatabase(dataDir) {
  return readLock(join(dataDir, "db.lock"))?.url ?? null;
}

/**
 * Opens the folder and listens.
 *
 * @param {{ dataDir: string, port?: number, onFailure?: (error: Error) => void }} options `port`
 *   unset: 5544, or the next free one; `onFailure`: the engine itself has failed and answers no more
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveDatabase({ dataDir, port, onFailure }) {
  // Two engines on one folder lose rows without an error.
  const lock = takeLock(join(dataDir, "db.lock"));
  if (!lock) {
    const holder = readLock(join(dataDir, "db.lock"));
    throw new Error(
      `The embedded database in ${dataDir} is already open in process ${holder?.pid ?? "(ending)"}.`,
    );
  }
  try {
    if (port) await requireFree(port, "embedded database", "DATABASE_PORT");
    const { PGlite } = await import("@electric-sql/pglite");
    const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
    mkdirSync(dataDir, { recursive: true });
    const db = await PGlite.create({ dataDir: join(dataDir, "db") });
    if (onFailure) reportFailure(db, onFailure);
    const server = await listen(async (chosen) => {
      const made = new PGLiteSocketServer({
        // The queue looks again only when something is added: an abandoned request must not hold it.
        db: withWholeRequests(db, () => made.queryQueue?.processQueue()),
        ...{ host: "127.0.0.1", port: chosen, maxConnections: 200 },
      });
      return made;
    }, port);
    const url = databaseUrl(Number(server.getServerConn().split(":")[1]));
    lock.update({ url });
    return {
      url,
      async close() {
        await server.stop();
        await db.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The socket server's queue stops for good when the engine throws, and tells nobody. */
function reportFailure(db, onFailure) {
  const execute = db.execProtocolRawStream.bind(db);
  db.execProtocolRawStream = async (...message) => {
    try {
      return await execute(...message);
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
}

/** Looks for a port as often as somebody else takes it first. */
async function listen(create, port) {
  for (let attempt = 0; ; attempt += 1) {
    const server = await create(port ?? (await nextFreePort(firstPort)));
    try {
      await server.start();
      return server;
    } catch (error) {
      if (port || error.code !== "EADDRINUSE" || attempt === 10) throw error;
    }
  }
}

async function main() {
  const settings = readSettings();
  let closing = false;
  const database = await serveDatabase({
    dataDir: settings.dataDir,
    port: settings.databasePort,
    onFailure: (error) => {
      if (closing) return;
      console.error(`The embedded database failed: ${error.message}`);
      process.exit(1);
    },
  });
  const close = async () => {
    if (closing) return;
    closing = true;
    // A client that never lets go must not keep the folder open.
    setTimeout(() => process.exit(1), 10_000).unref();
    await database.close();
    process.exit(0);
  };
  process.on("SIGTERM", close);
  process.on("SIGINT", close);
  console.log(`ready ${database.url}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
