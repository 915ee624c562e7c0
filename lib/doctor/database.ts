import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { PrismaClient } from "../generated/prisma/client";
import { type CheckResult, resultsFor } from "./check-result";

const { ok, note, problem } = resultsFor("database");

type Migration = { name: string; finished: boolean };

/** `isUsable`: the remaining checks can read from it. */
export async function checkDatabase(
  db: PrismaClient,
  folder = join(process.cwd(), "prisma/migrations"),
): Promise<{ results: CheckResult[]; isUsable: boolean }> {
  let version: number;
  try {
    const [row] = await db.$queryRaw<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`;
    version = row?.version ?? 0;
  } catch {
    const unreachable = problem(
      "The database doesn't respond.",
      "Sign-in and dashboards don't work.",
      "Start it (npm run demo starts the embedded one), or correct DATABASE_URL.",
    );
    return { results: [unreachable], isUsable: false };
  }
  const expected = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql")))
    : null;
  const migrations = checkMigrations(expected, await listApplied(db));
  return {
    results: [checkVersion(version), migrations],
    isUsable: migrations.level !== "problem",
  };
}

/** @param version as in `server_version_num`: 150004 */
export function checkVersion(version: number): CheckResult {
  const major = Math.floor(version / 10_000);
  if (major >= 15) return ok(`PostgreSQL ${major} responds.`);
  return problem(
    `PostgreSQL ${major} is too old.`,
    "The app is tested with 15 and newer.",
    "Upgrade to PostgreSQL 15 or newer.",
  );
}

/** @param expected names of the folders; null: they are not part of this deployment */
export function checkMigrations(
  expected: readonly string[] | null,
  applied: readonly Migration[],
): CheckResult {
  const unfinished = applied.find(({ finished }) => !finished);
  if (unfinished) {
    return problem(
      `The migration ${unfinished.name} started and didn't finish.`,
      "The tables may be half changed.",
      "Read its log in _prisma_migrations, repair it, then run npm run db:migrate",
    );
  }
  if (expected === null) {
    return note(
      `Migrations applied: ${applied.length}. There is no migrations folder to compare with.`,
    );
  }
  const missing = expected.filter((name) => !applied.some((one) => one.name === name));
  if (missing.length > 0) {
    return problem(
      `Migrations not applied: ${missing.join(", ")}.`,
      "The app reads tables that don't exist yet.",
      "npm run db:migrate",
    );
  }
  return ok(`Migrations applied: ${expected.length}.`);
}

async function listApplied(db: PrismaClient): Promise<Migration[]> {
  try {
    return await db.$queryRaw<Migration[]>`
      select migration_name as name, finished_at is not null as finished
      from _prisma_migrations where rolled_back_at is null`;
  } catch {
    return []; // the first migration creates the table
  }
}
