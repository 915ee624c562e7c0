// A PostgreSQL in this process's memory, reachable by a URL, for as long as one task needs it.
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { databaseUrl } from "./database-url.mjs";
import { withWholeRequests } from "./whole-requests.mjs";

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function openMemoryDatabase() {
  const db = await PGlite.create();
  const server = new PGLiteSocketServer({
    ...{ db: withWholeRequests(db), host: "127.0.0.1", port: 0, maxConnections: 50 },
  });
  await server.start();
  const port = Number(server.getServerConn().split(":")[1]);
  return {
    url: databaseUrl(port),
    async close() {
      await server.stop();
      await db.close();
    },
  };
}
