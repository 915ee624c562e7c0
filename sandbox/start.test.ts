// What a sandbox remembers, what it refuses while it runs, and how it behaves when it cannot.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { startSandbox } from "./start";
import { engines } from "./testing/engines";
import { openStand, scoopExchange, sigmaBearer, sigmaPath, tokensOf } from "./testing/stand";

const stubs = fileURLToPath(new URL("testing/stubs", import.meta.url));
const quiet = () => undefined;

describe.each(engines)("on $name", ({ make }) => {
  it("takes a one-time token once: twenty at the same time, and after a restart", async () => {
    const place = await make();
    const stand = await openStand({ rows: 20, ...place });
    try {
      const tokens = tokensOf(stand);
      const sigma = tokens.sigma();
      const scoop = tokens.scoop();
      const present = {
        sigma: () => stand.open(`${sigmaPath}?:jwt=${sigma}`),
        scoop: () => scoopExchange(stand, scoop),
      };
      for (const [door, ask] of Object.entries(present)) {
        const answers = await Promise.all(Array.from({ length: 20 }, ask));
        const statuses = answers.map((answer) => answer.status).sort();
        expect(statuses).toEqual([200, ...Array<number>(19).fill(401)]);
        expect((await stand.counts(door)).refused).toEqual({ replayed: 19 });
      }
      const before = await sigmaBearer(stand, tokens.sigma());
      await stand.restart();
      expect((await present.sigma()).status).toBe(401);
      expect((await present.scoop()).status).toBe(401);
      expect((await stand.data("sigma", before)).status).toBe(200);
      // The same id in a token signed anew is the same token.
      const claims = tokens.sigmaClaims();
      expect((await stand.open(`${sigmaPath}?:jwt=${tokens.sigma(claims)}`)).status).toBe(200);
      const again = tokens.sigma({ ...claims, exp: stand.clock.now + 200 });
      expect((await stand.open(`${sigmaPath}?:jwt=${again}`)).status).toBe(401);
    } finally {
      await stand.close();
      await place.remove();
    }
  });

  it("keeps a Basedash session over a restart, for as long as it lasts and no longer", async () => {
    const place = await make();
    const stand = await openStand({ rows: 20, sessionSeconds: 900, ...place });
    try {
      const answer = await stand.open(`/basedash/api/sso/jwt?jwt=${tokensOf(stand).app()}`);
      const [cookie = ""] = answer.headers.getSetCookie()[0]?.split(";") ?? [];
      const status = async () =>
        (await fetch(`${stand.url}/basedash/api/data`, { headers: { Cookie: cookie } })).status;
      await stand.restart();
      stand.clock.now += 899;
      expect(await status()).toBe(200);
      stand.clock.now += 1;
      expect(await status()).toBe(401);
    } finally {
      await stand.close();
      await place.remove();
    }
  });
});

describe("two sandboxes on one PostgreSQL", () => {
  it("take each of forty tokens once, presented ten times to each at the same time", async () => {
    const [, postgres] = engines;
    if (!postgres) return;
    const place = await postgres.make();
    const stand = await openStand({ rows: 20, ...place });
    const { clock } = stand;
    const second = await startSandbox({
      ...place,
      browser: stubs,
      log: quiet,
      clock: () => clock.now,
    });
    for (let token = 0; token < 40; token += 1) {
      const path = `${sigmaPath}?:jwt=${tokensOf(stand).sigma()}`;
      const asks = Array.from({ length: 20 }, (_, at) =>
        fetch((at % 2 === 0 ? stand.url : second.url) + path),
      );
      const statuses = (await Promise.all(asks)).map((answer) => answer.status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 401)).toHaveLength(19);
    }
    await second.close();
    await stand.close();
    await place.remove();
  });
});

describe("expiry", () => {
  it("is judged at every data request", async () => {
    const stand = await openStand({ rows: 20 });
    const tokens = tokensOf(stand);
    const exchange = (await (await scoopExchange(stand, tokens.scoop())).json()) as {
      session: string;
    };
    const bearers = {
      explo: tokens.explo(),
      holistics: tokens.portal(),
      sigma: await sigmaBearer(stand, tokens.sigma()),
      scoop: exchange.session,
      basedash: tokens.shared(),
    };
    const statuses = () =>
      Promise.all(
        Object.entries(bearers).map(async ([door, bearer]) => {
          const answer = await stand.data(door, bearer);
          const body = (await answer.json()) as { rows?: number; error?: { reference: string } };
          if (!answer.ok) expect(body).toEqual({ error: expect.any(Object) });
          return answer.status;
        }),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    stand.clock.now += 331;
    expect(await statuses()).toEqual([401, 401, 401, 401, 401]);
    await stand.close();
  });
});

describe("a key that was removed", () => {
  it("opens nothing any more, at once", async () => {
    const stand = await openStand({ rows: 20 });
    const token = tokensOf(stand).explo();
    expect((await stand.data("explo", token)).status).toBe(200);
    const gone = await stand.admin("DELETE", `/explo/admin/keys/${stand.keys.explo.id}`);
    expect(gone.status).toBe(204);
    expect((await stand.data("explo", token)).status).toBe(401);
    await stand.close();
  });
});

describe("starting", () => {
  it("refuses a folder that a living sandbox holds, and takes over a dead one's", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const options = { dataDir, browser: stubs, log: quiet };
    const first = await startSandbox(options);
    await expect(startSandbox(options)).rejects.toThrow("is in use by process");
    await first.close();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(join(dataDir, "lock"), `${other.pid} `);
    await expect(startSandbox(options)).rejects.toThrow(`process ${other.pid}`);
    other.kill();
    await once(other, "exit");
    const second = await startSandbox(options);
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("says what to do when its port is taken", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const first = await startSandbox({ dataDir: join(dataDir, "a"), browser: stubs, log: quiet });
    const port = Number(new URL(first.url).port);
    const second = startSandbox({ dataDir: join(dataDir, "b"), browser: stubs, log: quiet, port });
    await expect(second).rejects.toThrow("set SANDBOX_PORT to a free port");
    await first.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("survives kill -9: what was acknowledged is still there", async () => {
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
      let said = "";
      for await (const chunk of child.stdout) {
        said += String(chunk);
        const url = /listening on (\S+)\n/.exec(said)?.[1];
        if (url) return { child, url };
      }
      throw new Error(`the sandbox ended: ${said}`);
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
  }, 60_000);
});

describe("without its store", () => {
  it("answers 503 and lets nobody in", async () => {
    const [, postgres] = engines;
    if (!postgres) return;
    const place = await postgres.make();
    const stand = await openStand({ rows: 20, ...place });
    const token = tokensOf(stand).sigma();
    await place.remove();
    for (const answer of [
      await stand.open(`${sigmaPath}?:jwt=${token}`),
      await stand.data("explo", tokensOf(stand).explo()),
      await fetch(`${stand.url}/health`),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBeTruthy();
    }
    await stand.close();
  });
});
