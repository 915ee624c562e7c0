// Decides that one data folder belongs to one living process.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const held = new Set<string>();

/**
 * Takes the folder's lock and returns the function that gives it back.
 * A lock left by a process that no longer lives is taken over. Throws an Error naming the holder.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(resolve(folder), "lock");
  if (held.has(file)) throw taken(folder, process.pid);
  for (;;) {
    try {
      writeFileSync(file, `${process.pid} ${startOf(process.pid)}`, { flag: "wx", mode: 0o600 });
      held.add(file);
      return () => {
        if (held.delete(file)) rmSync(file, { force: true });
      };
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const left = read(file);
    if (left === undefined) continue;
    const holder = livingHolder(left);
    if (holder) throw taken(folder, holder);
    setAside(file, left);
  }
}

/** Moves a dead process's lock away; if a living one took its place meanwhile, puts it back. */
function setAside(file: string, expected: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (read(aside) === expected) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function livingHolder(text: string): number | undefined {
  const [pidText = "", start = ""] = text.split(" ");
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, "EPERM")) return undefined;
  }
  // The number may have been given to another program since: compare when it began.
  const now = startOf(pid);
  return start && now && start !== now ? undefined : pid;
}

/** When a process began, in the kernel's ticks; empty where the system does not tell. */
function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function taken(folder: string, pid: number): Error {
  return new Error(
    `The folder ${folder} is in use by process ${pid}. Stop that sandbox, or give this one another SANDBOX_DATA_DIR.`,
  );
}
