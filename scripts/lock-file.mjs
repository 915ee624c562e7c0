// One process per folder: a lock file that names its holder, taken over when the holder is gone.
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * @param {string} path
 * @param {Record<string, unknown>} facts what others may want to know about the holder
 * @returns {{ update: (facts: Record<string, unknown>) => void, release: () => void } | null} null when another process holds it
 */
export function takeLock(path, facts = {}) {
  const own = { pid: process.pid, started: startOf(process.pid) };
  // Written aside and put in place whole: nobody ever reads half a lock.
  const aside = `${path}.${process.pid}`;
  const write = (more) =>
    writeFileSync(aside, `${JSON.stringify({ ...own, ...more })}\n`, { mode: 0o600 });
  mkdirSync(dirname(path), { recursive: true });
  write(facts);
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        linkSync(aside, path);
        break;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
        if (readLock(path) || attempt === 3) return null;
        rmSync(path, { force: true });
      }
    }
  } finally {
    rmSync(aside, { force: true });
  }
  return {
    update(more) {
      write(more);
      renameSync(aside, path);
    },
    release() {
      if (readLock(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/** @returns {({ pid: number } & Record<string, any>) | null} the living holder's facts */
export function readLock(path) {
  let holder;
  try {
    holder = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
  return isAlive(holder) ? holder : null;
}

function isAlive(holder) {
  if (!Number.isSafeInteger(holder?.pid) || holder.pid <= 0) return false;
  const { pid, started } = holder;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  // Numbers of processes are used again, soonest in containers: the same number must also have
  // started at the same time.
  return started === null || startOf(pid) === started;
}

/** When a process started, in the system's own words; null where it does not say. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    if (process.platform === "win32" || process.platform === "linux") return null;
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}
