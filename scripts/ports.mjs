// Which ports are free, and what to say about one that is not.
import { connect, createServer } from "node:net";

const loopback = ["127.0.0.1", "::1"];

/** True when nothing listens on the port and we could, on both loopback addresses. */
export async function isFree(port) {
  for (const host of loopback) {
    if (await answers(host, port)) return false;
    if (!(await canListen(host, port))) return false;
  }
  return true;
}

/** A port the system hands out, free on both loopback addresses. */
export async function freePort() {
  for (;;) {
    const port = await new Promise((resolve, reject) => {
      const server = createServer().once("error", reject);
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
    });
    if (await isFree(port)) return port;
  }
}

/** The first free port at or above `port`. */
export async function nextFreePort(port) {
  for (let candidate = port; candidate < port + 200; candidate += 1) {
    if (await isFree(candidate)) return candidate;
  }
  throw new Error(`No free port between ${port} and ${port + 199}.`);
}

/** @returns {string} one sentence: which port, for whom, which variable moves it */
export function takenPortSentence(port, purpose, variable) {
  return (
    `Port ${port} (${purpose}) is taken by another program. Stop that program, ` +
    `or choose another port: ${variable}=${port + 10} npm run demo`
  );
}

/** Throws the sentence when the port is taken. */
export async function requireFree(port, purpose, variable) {
  if (!(await isFree(port))) throw new Error(takenPortSentence(port, purpose, variable));
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

function canListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has no ::1: that is not a taken port.
    server.once("error", (error) =>
      resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
