import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startSandbox } from "./start";
import { databases } from "./testing/databases";
import {
  exchangeScoopToken,
  fakeBrowser,
  openSigmaSession,
  sigmaPath,
  startTestSandbox,
  tokenFactory,
} from "./testing/harness";

const log = () => undefined;

describe.each(databases)("on $name", ({ create }) => {
  it("accepts a one-time token once, with twenty concurrent requests and after a restart", async () => {
    const location = await create();
    const sandbox = await startTestSandbox({ rows: 20, ...location });
    try {
      const tokens = tokenFactory(sandbox);
      const sigma = tokens.sigma();
      const scoop = tokens.scoop();
      const present = {
        sigma: () => sandbox.navigate(`${sigmaPath}?:jwt=${sigma}`),
        scoop: () => exchangeScoopToken(sandbox, scoop),
      };
      for (const [vendor, send] of Object.entries(present)) {
        const responses = await Promise.all(Array.from({ length: 20 }, send));
        const statuses = responses.map((response) => response.status).sort();
        expect(statuses).toEqual([200, ...Array<number>(19).fill(401)]);
        expect((await sandbox.readCounts(vendor)).refused).toEqual({ replayed: 19 });
      }
      const before = await openSigmaSession(sandbox, tokens.sigma());
      await sandbox.restart();
      expect((await present.sigma()).status).toBe(401);
      expect((await present.scoop()).status).toBe(401);
      expect((await sandbox.requestData("sigma", before)).status).toBe(200);
      // A newly signed token with the same id is the same token.
      const claims = tokens.sigmaClaims();
      expect((await sandbox.navigate(`${sigmaPath}?:jwt=${tokens.sigma(claims)}`)).status).toBe(
        200,
      );
      const again = tokens.sigma({ ...claims, exp: sandbox.clock.now + 200 });
      expect((await sandbox.navigate(`${sigmaPath}?:jwt=${again}`)).status).toBe(401);
    } finally {
      await sandbox.close();
      await location.remove();
    }
  });

  it("keeps a Basedash session across a restart until it expires", async () => {
    const location = await create();
    const sandbox = await startTestSandbox({ rows: 20, sessionSeconds: 900, ...location });
    try {
      const response = await sandbox.navigate(
        `/basedash/api/sso/jwt?jwt=${tokenFactory(sandbox).app()}`,
      );
      const [cookie = ""] = response.headers.getSetCookie()[0]?.split(";") ?? [];
      const status = async () =>
        (await fetch(`${sandbox.url}/basedash/api/data`, { headers: { Cookie: cookie } })).status;
      await sandbox.restart();
      sandbox.clock.now += 899;
      expect(await status()).toBe(200);
      sandbox.clock.now += 1;
      expect(await status()).toBe(401);
    } finally {
      await sandbox.close();
      await location.remove();
    }
  });
});

describe("two sandboxes on one PostgreSQL", () => {
  it("accept each of forty tokens once, with ten concurrent requests to each", async () => {
    const [, postgres] = databases;
    if (!postgres) return;
    const location = await postgres.create();
    const sandbox = await startTestSandbox({ rows: 20, ...location });
    const { clock } = sandbox;
    const second = await startSandbox({
      ...location,
      browser: fakeBrowser,
      log,
      clock: () => clock.now,
    });
    for (let token = 0; token < 40; token += 1) {
      const path = `${sigmaPath}?:jwt=${tokenFactory(sandbox).sigma()}`;
      const requests = Array.from({ length: 20 }, (_, at) =>
        fetch((at % 2 === 0 ? sandbox.url : second.url) + path),
      );
      const statuses = (await Promise.all(requests)).map((response) => response.status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 401)).toHaveLength(19);
    }
    await second.close();
    await sandbox.close();
    await location.remove();
  });
});

describe("an expired token or session", () => {
  it("is refused at the next data request", async () => {
    const sandbox = await startTestSandbox({ rows: 20 });
    const tokens = tokenFactory(sandbox);
    const exchange = (await (await exchangeScoopToken(sandbox, tokens.scoop())).json()) as {
      session: string;
    };
    const bearers = {
      explo: tokens.explo(),
      holistics: tokens.portal(),
      sigma: await openSigmaSession(sandbox, tokens.sigma()),
      scoop: exchange.session,
      basedash: tokens.shared(),
    };
    const statuses = () =>
      Promise.all(
        Object.entries(bearers).map(async ([vendor, bearer]) => {
          const response = await sandbox.requestData(vendor, bearer);
          const body = (await response.json()) as { rows?: number; error?: { reference: string } };
          if (!response.ok) expect(body).toEqual({ error: expect.any(Object) });
          return response.status;
        }),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    sandbox.clock.now += 331;
    expect(await statuses()).toEqual([401, 401, 401, 401, 401]);
    await sandbox.close();
  });
});

describe("a removed key", () => {
  it("is refused at once", async () => {
    const sandbox = await startTestSandbox({ rows: 20 });
    const token = tokenFactory(sandbox).explo();
    expect((await sandbox.requestData("explo", token)).status).toBe(200);
    const gone = await sandbox.admin("DELETE", `/explo/admin/keys/${sandbox.keys.explo.id}`);
    expect(gone.status).toBe(204);
    expect((await sandbox.requestData("explo", token)).status).toBe(401);
    await sandbox.close();
  });
});

describe("starting", () => {
  it("refuses a data folder that another sandbox uses", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const options = { dataDir, browser: fakeBrowser, log };
    const first = await startSandbox(options);
    await expect(startSandbox(options)).rejects.toThrow("Another sandbox uses the folder");
    await first.close();
    const second = await startSandbox(options);
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("explains what to do when its port is taken", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const first = await startSandbox({ dataDir: join(dataDir, "a"), browser: fakeBrowser, log });
    const port = Number(new URL(first.url).port);
    const second = startSandbox({ dataDir: join(dataDir, "b"), browser: fakeBrowser, log, port });
    await expect(second).rejects.toThrow("set SANDBOX_PORT to a free port");
    await first.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("keeps acknowledged data after kill -9", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const entry = fileURLToPath(new URL("server.ts", import.meta.url));
    const run = async () => {
      const child = spawn(process.execPath, ["--import", "tsx", entry], {
        env: {
          NODE_ENV: "test",
          SANDBOX_PORT: "0",
          SANDBOX_DATA_DIR: dataDir,
          SANDBOX_ADMIN_KEY: "k".repeat(32),
          SANDBOX_DATABASE_URL: "",
        },
      });
      let output = "";
      for await (const chunk of child.stdout) {
        output += String(chunk);
        const url = /listening on (\S+)\n/.exec(output)?.[1];
        if (url) return { child, url };
      }
      throw new Error(`the sandbox ended: ${output}`);
    };
    const first = await run();
    const put = await fetch(`${first.url}/warehouse/tenants/acme`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${"k".repeat(32)}` },
      body: JSON.stringify({ name: "Acme", rows: 500 }),
    });
    expect(await put.json()).toEqual({ name: "Acme", rows: 500 });
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = await run();
    const again = await fetch(`${second.url}/warehouse/tenants/acme`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${"k".repeat(32)}` },
      body: JSON.stringify({ name: "Acme", rows: 1 }),
    });
    expect(await again.json()).toEqual({ name: "Acme", rows: 500 });
    second.child.kill("SIGTERM");
    const [code] = await once(second.child, "exit");
    expect(code).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
    // Starts two processes, which takes long beside browser tests that go first.
  }, 180_000);
});

describe("without its database", () => {
  it("answers 503 and accepts no token", async () => {
    const [, postgres] = databases;
    if (!postgres) return;
    const location = await postgres.create();
    const sandbox = await startTestSandbox({ rows: 20, ...location });
    const token = tokenFactory(sandbox).sigma();
    await location.remove();
    for (const response of [
      await sandbox.navigate(`${sigmaPath}?:jwt=${token}`),
      await sandbox.requestData("explo", tokenFactory(sandbox).explo()),
      await fetch(`${sandbox.url}/health`),
    ]) {
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBeTruthy();
    }
    await sandbox.close();
  });
});
