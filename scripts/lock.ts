import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { tryLock } from "fs-native-extensions";
import pRetry from "p-retry";

type Holder = { pid?: number; url?: string };

/**
 * Locks a file for this process, or returns null when another process holds it. The kernel keeps the
 * lock: it ends with the process, even after kill -9.
 *
 * @param holder what `readLock` tells other processes
 */
export async function acquireLock(path: string, holder: Holder = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "a+");
  // Another process may be inside `readLock` for a moment.
  const lock = () => {
    if (!tryLock(file)) throw new Error("locked");
  };
  try {
    await pRetry(lock, { retries: 3, minTimeout: 20, factor: 1 });
  } catch {
    closeSync(file);
    return null;
  }
  // Beside the lock, since Windows refuses to read a locked file.
  const update = (details: Holder) =>
    writeFileSync(`${path}.json`, JSON.stringify({ pid: process.pid, ...details }), {
      mode: 0o600,
    });
  update(holder);
  return {
    update,
    release() {
      rmSync(`${path}.json`, { force: true });
      closeSync(file);
    },
  };
}

/** Who holds the lock; null when nobody does. */
export function readLock(path: string): Holder | null {
  let file: number;
  try {
    file = openSync(path, "r+");
  } catch {
    return null;
  }
  try {
    return tryLock(file) ? null : (JSON.parse(readFileSync(`${path}.json`, "utf8")) as Holder);
  } catch {
    // Taken a moment ago: the holder has not written its details yet.
    return {};
  } finally {
    closeSync(file);
  }
}
