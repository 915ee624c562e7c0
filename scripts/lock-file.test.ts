import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLock, takeLock } from "./lock-file.mjs";

const path = () => join(mkdtempSync(join(tmpdir(), "mullion-lock-")), "folder/db.lock");

it("is held by one", () => {
  const file = path();
  const lock = takeLock(file, { url: "postgres://one" });
  expect(takeLock(file)).toBeNull();
  expect(readLock(file)).toMatchObject({ pid: process.pid, url: "postgres://one" });
  lock?.update({ url: "postgres://two" });
  expect(readLock(file)).toMatchObject({ url: "postgres://two" });
  lock?.release();
  expect(readLock(file)).toBeNull();
  expect(takeLock(file)).not.toBeNull();
});

it("is taken over when its holder is gone", () => {
  const file = path();
  takeLock(file)?.release();
  const { pid } = spawnSync(process.execPath, ["-e", "0"]);
  writeFileSync(file, JSON.stringify({ pid, started: "1" }));
  expect(readLock(file)).toBeNull();
  expect(takeLock(file)).not.toBeNull();
});

it("is taken over when its number belongs to another process by now", () => {
  const file = path();
  takeLock(file)?.release();
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: "long ago" }));
  expect(takeLock(file)).not.toBeNull();
});

it.each(["", "{", "null", '{"pid":"1"}'])("is taken over when it says %j", (text) => {
  const file = path();
  takeLock(file)?.release();
  writeFileSync(file, text);
  expect(takeLock(file)).not.toBeNull();
});
