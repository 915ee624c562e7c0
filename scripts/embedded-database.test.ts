import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { findRunningDatabase } from "./embedded-database.mjs";
import { freePort } from "./ports.mjs";
import { createSupervisor } from "./processes.mjs";
import { inRoot } from "./root.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "mullion-database-"));
const running: ReturnType<typeof createSupervisor>[] = [];

async function start(port: number) {
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  running.push(supervisor);
  const args = [inRoot("scripts/embedded-database.mjs")];
  const url = await supervisor.start("database", process.execPath, args, {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_PORT: String(port) },
    ready: async (child) => (await child.line(/^ready (postgres:\S+)$/))[1],
  });
  return { url, supervisor };
}

async function query(url: string | undefined, sql: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  for (const supervisor of running) await supervisor.stop();
});

it("serves one folder from one process, and loses nothing when killed", async () => {
  const port = await freePort();
  const first = await start(port);
  expect(first.url).toBe(`postgres://postgres@127.0.0.1:${port}/postgres`);
  expect(findRunningDatabase(dataDir)).toBe(first.url);
  await query(first.url, "CREATE TABLE note (text text)");
  await query(first.url, "INSERT INTO note VALUES ('kept')");
  await expect(query(first.url, "SELECT 1/0")).rejects.toThrow(/division by zero/);

  await expect(start(await freePort())).rejects.toThrow(/already open in process \d+/);

  first.supervisor.kill();
  await expect(first.supervisor.failed).rejects.toThrow(/SIGKILL/);
  expect(findRunningDatabase(dataDir)).toBeNull();

  const second = await start(port);
  expect(await query(second.url, "SELECT * FROM note")).toEqual([{ text: "kept" }]);
  await second.supervisor.stop();
  expect(findRunningDatabase(dataDir)).toBeNull();
});

it("says which port is taken, and which variable moves it", async () => {
  const other = await start(await freePort());
  const port = Number(new URL(other.url ?? "").port);
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  running.push(supervisor);
  const elsewhere = mkdtempSync(join(tmpdir(), "mullion-database-"));
  const started = supervisor.start(
    "database",
    process.execPath,
    [inRoot("scripts/embedded-database.mjs")],
    {
      env: { ...process.env, DATA_DIR: elsewhere, DATABASE_PORT: String(port) },
      ready: (child) => child.line(/^ready/),
    },
  );
  await expect(started).rejects.toThrow(new RegExp(`Port ${port} .*DATABASE_PORT=`));
});
