import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { withWholeRequests } from "./whole-requests";

type Options = {
  /** Unset: in memory. */
  dataDir?: string;
  /** 0: any free one. */
  port?: number;
  /** The engine itself failed: the socket server's queue would wait forever. */
  onFailure?: (error: unknown) => void;
};

/**
 * PostgreSQL as WebAssembly behind a socket on the loopback interface. All clients share one backend:
 * no named prepared statements, no session settings.
 */
export async function servePGlite({ dataDir, port = 0, onFailure }: Options = {}) {
  const db = await PGlite.create({ ...(dataDir && { dataDir }) });
  if (onFailure) {
    const execute = db.execProtocolRawStream.bind(db);
    db.execProtocolRawStream = (...message) =>
      execute(...message).catch((error) => {
        onFailure(error);
        throw error;
      });
  }
  const server = new PGLiteSocketServer({
    // The queue looks again only when something is added: an abandoned request must not hold it.
    db: withWholeRequests(db, () =>
      (server as unknown as { queryQueue?: { processQueue(): void } }).queryQueue?.processQueue(),
    ),
    host: "127.0.0.1",
    port,
    maxConnections: 200,
  });
  await server.start();
  const [, listening] = server.getServerConn().split(":");
  return {
    url: `postgres://postgres@127.0.0.1:${listening}/postgres`,
    async close() {
      await server.stop();
      await db.close();
    },
  };
}
