import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort, isFree, nextFreePort, requireFree } from "./ports.mjs";

async function listening(host: string): Promise<{ port: number; close: () => void }> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return { port, close: () => server.close() };
}

it.each(["127.0.0.1", "0.0.0.0", "::1"])("sees a port taken on %s", async (host) => {
  const taken = await listening(host);
  expect(await isFree(taken.port)).toBe(false);
  expect(await nextFreePort(taken.port)).toBeGreaterThan(taken.port);
  taken.close();
});

it("names the port and the variable", async () => {
  const taken = await listening("127.0.0.1");
  await expect(requireFree(taken.port, "host", "PORT")).rejects.toThrow(
    new RegExp(`Port ${taken.port} \\(host\\) is taken.*PORT=${taken.port + 10} `),
  );
  taken.close();
});
