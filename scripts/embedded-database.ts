import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { acquireLock, readLock } from "./lock";
import { servePGlite } from "./pglite-server";
import { findFreePortFrom, requireFreePort } from "./ports";

const lockFile = (dataDir: string) => join(dataDir, "db.lock");

export async function openEmbeddedDatabase({
  dataDir,
  port,
  onFailure,
}: {
  dataDir: string;
  /** Unset: the first free one from 5544. */
  port: number | undefined;
  onFailure?: (error: unknown) => void;
}) {
  mkdirSync(dataDir, { recursive: true });
  // Two engines on one folder lose rows without an error.
  const lock = await acquireLock(lockFile(dataDir));
  if (!lock) {
    const pid = readLock(lockFile(dataDir))?.pid ?? "unknown";
    throw new Error(`The embedded database in ${dataDir} is already open in process ${pid}.`);
  }
  try {
    if (port) await requireFreePort(port, "embedded database", "DATABASE_PORT");
    await createFolder(join(dataDir, "db"));
    const server = await servePGlite({
      dataDir: join(dataDir, "db"),
      port: port ?? (await findFreePortFrom(5544)),
      ...(onFailure && { onFailure }),
    });
    lock.update({ url: server.url });
    const close = async () => {
      await server.close();
      lock.release();
    };
    return { url: server.url, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Aside first: a start that is killed must not leave half a database. */
async function createFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const db = await PGlite.create(unfinished);
  await db.close();
  renameSync(unfinished, folder);
}
