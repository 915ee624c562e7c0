import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { findFreePort, findFreePortFrom, requireFreePort } from "./ports";

it.each(["127.0.0.1", "0.0.0.0", "::1"])("notices a port in use on %s", async (host) => {
  const port = await findFreePort();
  const server = createServer().listen(port, host);
  await once(server, "listening");
  expect(await findFreePortFrom(port)).toBeGreaterThan(port);
  await expect(requireFreePort(port, "app", "PORT")).rejects.toThrow(
    new RegExp(`Port ${port} \\(app\\) is in use.*PORT=${port + 10} `),
  );
  server.close();
});
