import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { findRunningDatabase } from "./environment";
import { readLock } from "./lock";
import { findFreePort } from "./ports";
import { createSupervisor, type Supervisor } from "./processes";
import { startDatabase } from "./stack";

const newFolder = () => mkdtempSync(join(tmpdir(), "mullion-database-"));
const running: Supervisor[] = [];

async function start(dataDir: string, port: number) {
  const supervisor = createSupervisor({ logDir: join(dataDir, "logs") });
  running.push(supervisor);
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_PORT: String(port) };
  return { url: await startDatabase(supervisor, env), supervisor };
}

async function query(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
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
  const dataDir = newFolder();
  const port = await findFreePort();
  const first = await start(dataDir, port);
  expect(first.url).toBe(`postgres://postgres@127.0.0.1:${port}/postgres`);
  expect(findRunningDatabase(dataDir)).toBe(first.url);
  await query(first.url, "CREATE TABLE note (text text)");
  await query(first.url, "INSERT INTO note VALUES ('kept')");
  await expect(query(first.url, "SELECT 1/0")).rejects.toThrow(/division by zero/);

  const second = start(dataDir, await findFreePort());
  await expect(second).rejects.toThrow(/already open in process \d+/);
  const elsewhere = start(newFolder(), port);
  await expect(elsewhere).rejects.toThrow(new RegExp(`Port ${port} .*DATABASE_PORT=`));

  process.kill(Number(readLock(join(dataDir, "db.lock"))?.pid), "SIGKILL");
  await expect(first.supervisor.failed).rejects.toThrow(/SIGKILL/);
  expect(findRunningDatabase(dataDir)).toBeNull();

  const again = await start(dataDir, port);
  expect(await query(again.url, "SELECT * FROM note")).toEqual([{ text: "kept" }]);
  await again.supervisor.stop();
  expect(findRunningDatabase(dataDir)).toBeNull();
});
