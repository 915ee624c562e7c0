import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { acquireLock, readLock } from "./lock";

const newPath = () => join(mkdtempSync(join(tmpdir(), "mullion-lock-")), "folder/db.lock");

it("has one holder at a time, and says who", async () => {
  const path = newPath();
  expect(readLock(path)).toBeNull();
  const lock = await acquireLock(path, { url: "postgres://one" });
  expect(await acquireLock(path)).toBeNull();
  expect(readLock(path)).toEqual({ pid: process.pid, url: "postgres://one" });
  lock?.update({ url: "postgres://two" });
  expect(readLock(path)).toMatchObject({ url: "postgres://two" });
  lock?.release();
  expect(readLock(path)).toBeNull();
  expect(await acquireLock(path)).not.toBeNull();
});

it("is free the moment its holder is killed", async () => {
  const path = newPath();
  const code = `
    const { acquireLock } = await import(${JSON.stringify(new URL("lock.ts", import.meta.url).href)});
    await acquireLock(${JSON.stringify(path)});
    process.send("locked");
    setInterval(() => {}, 1_000);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", code];
  const holder = execa(process.execPath, args, { ipc: true, reject: false });
  await once(holder, "message");
  expect(readLock(path)).toEqual({ pid: holder.pid });
  expect(await acquireLock(path)).toBeNull();
  holder.kill("SIGKILL");
  await holder;
  expect(readLock(path)).toBeNull();
  expect(await acquireLock(path)).not.toBeNull();
});
