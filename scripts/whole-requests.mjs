// Keeps one client's request together on the embedded database's only backend.
//
// A driver sends a query as five messages: Parse, Bind, Describe, Execute, Sync. The socket server queues
// messages, not requests, so beside a transaction two clients' messages fall into one another: one
// executes what the other has bound, and gets the other's rows, or none. The server does wait for a
// client that is inside a transaction; here it is told that an unfinished request is one.

/** Message types after which more of the same request follows, until Sync. */
const unfinished = new Set([..."PBDECH"].map((type) => type.charCodeAt(0)));
const sync = new Uint8Array(["S".charCodeAt(0), 0, 0, 0, 4]);

/** A client whose request stays unfinished for so long has gone. */
const patienceMs = 2_000;

/**
 * The engine as the socket server should see it.
 *
 * @template {object} Engine
 * @param {Engine} engine a PGlite
 * @param {() => void} [onAbandoned] an unfinished request was ended; others may go on
 * @returns {Engine}
 */
export function withWholeRequests(engine, onAbandoned = () => {}) {
  let open = false;
  let timer;
  const end = async () => {
    clearTimeout(timer);
    if (!open) return;
    open = false;
    await engine.execProtocolRaw(sync);
  };
  const own = {
    isInTransaction: () => open || engine.isInTransaction(),
    execProtocolRawStream: async (message, options) => {
      clearTimeout(timer);
      const result = await engine.execProtocolRawStream(message, options);
      open = unfinished.has(message[0]);
      if (open) {
        timer = setTimeout(() => end().then(onAbandoned, onAbandoned), patienceMs);
        timer.unref();
      }
      return result;
    },
    // What the server runs when a client leaves in the middle.
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
      if (Object.hasOwn(own, name)) return own[name];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
