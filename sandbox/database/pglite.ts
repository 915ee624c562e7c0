import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { tryLock } from "fs-native-extensions";
import { DatabaseUnavailable } from "../errors";
import type { Database, Queries } from "./database";

/** PGlite in this process, in `{dataDir}/db`. @throws Error when another sandbox uses the folder */
export async function openPGlite(dataDir: string): Promise<Database> {
  const folder = join(dataDir, "db");
  const unlock = lockFolder(dataDir);
  try {
    const complete = `${folder}.complete`;
    // A first start that was killed leaves half a database, in which nothing can be stored yet.
    if (!existsSync(complete)) rmSync(folder, { recursive: true, force: true });
    const engine = await PGlite.create(folder);
    writeFileSync(complete, "");
    return {
      ...queriesOn(engine),
      transaction: (work) => engine.transaction((tx) => work(queriesOn(tx))).catch(fail),
      close: () => engine.close().finally(unlock),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The kernel holds the lock, so it ends with the process, even after kill -9. */
function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = openSync(join(dataDir, "lock"), "a+", 0o600);
  const unlock = () => closeSync(file);
  if (tryLock(file)) return unlock;
  unlock();
  throw new Error(
    `Another sandbox uses the folder ${dataDir}. Stop it, or set SANDBOX_DATA_DIR to another folder.`,
  );
}

function queriesOn(engine: PGlite | Transaction): Queries {
  return {
    query: <Row>(sql: string, parameters?: unknown[]) =>
      engine.query<Row>(sql, parameters).then(({ rows }) => rows, fail),
  };
}

function fail(error: unknown): never {
  throw error instanceof DatabaseUnavailable ? error : new DatabaseUnavailable(error);
}
