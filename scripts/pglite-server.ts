import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

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

// A driver sends a query as five messages: Parse, Bind, Describe, Execute, Sync. The socket server
// (0.2.17) queues messages, not requests, so beside a transaction one client may execute what another
// has bound, and get the other's rows or none. It does wait for a client that is inside a transaction;
// this wrapper reports an unfinished request as one. No option or library does it, so it is ours.

/** Messages after which more of the same request follows, until Sync. */
const unfinished = new Set([..."PBDECH"].map((type) => type.charCodeAt(0)));
const sync = new Uint8Array(["S".charCodeAt(0), 0, 0, 0, 4]);

/** A client whose request stays unfinished for this long has gone. */
const abandonedAfterMs = 2_000;

/**
 * The engine as the socket server should see it.
 *
 * @param onAbandoned an unfinished request was ended; others may proceed
 */
function withWholeRequests(engine: PGlite, onAbandoned: () => void = () => {}): PGlite {
  let open = false;
  let timer: NodeJS.Timeout | undefined;
  const end = async () => {
    clearTimeout(timer);
    if (!open) return;
    open = false;
    await engine.execProtocolRaw(sync);
  };
  const overrides: Partial<PGlite> = {
    isInTransaction: () => open || engine.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      clearTimeout(timer);
      await engine.execProtocolRawStream(message, options);
      open = unfinished.has(message[0] ?? 0);
      if (open) {
        timer = setTimeout(() => end().then(onAbandoned, onAbandoned), abandonedAfterMs);
        timer.unref();
      }
    },
    // What the server runs when a client disconnects in the middle.
    exec: async (...args) => {
      await end();
      return engine.exec(...args);
    },
    close: () => {
      clearTimeout(timer);
      return engine.close();
    },
  };
  return new Proxy(engine, {
    get: (target, name) => {
      if (Object.hasOwn(overrides, name)) return Reflect.get(overrides, name);
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
