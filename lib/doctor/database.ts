// Decides whether the database answers, is new enough, and has every migration.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { PrismaClient } from "../generated/prisma/client";
import { about, type Finding } from "./finding";

const { well, note, problem } = about("database");

type Migration = { name: string; finished: boolean };

/** @returns the findings, and whether the rest can be read from it */
export async function checkDatabase(
  db: PrismaClient,
  folder = join(process.cwd(), "prisma/migrations"),
): Promise<{ findings: Finding[]; usable: boolean }> {
  let version: number;
  try {
    const [row] = await db.$queryRaw<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`;
    version = row?.version ?? 0;
  } catch {
    const unreachable = problem(
      "The database does not answer.",
      "Nobody can sign in, and no dashboard opens.",
      "Start it (the demo's: npm run demo), or put its address into DATABASE_URL.",
    );
    return { findings: [unreachable], usable: false };
  }
  const findings = [checkVersion(version)];
  const applied = await readApplied(db);
  const wanted = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql")))
    : null;
  const migrations = checkMigrations(wanted, applied);
  findings.push(migrations);
  return { findings, usable: migrations.level !== "problem" };
}

/** @param version as `server_version_num` has it: 150004 */
export function checkVersion(version: number): Finding {
  const major = Math.floor(version / 10_000);
  if (major >= 15) return well(`PostgreSQL ${major} answers.`);
  return problem(
    `PostgreSQL ${major} answers.`,
    "The app is tested from 15 on.",
    "Move the database to PostgreSQL 15 or newer.",
  );
}

/** @param wanted names of the folders; null: they are not part of this deployment */
export function checkMigrations(
  wanted: readonly string[] | null,
  applied: readonly Migration[],
): Finding {
  const broken = applied.find(({ finished }) => !finished);
  if (broken) {
    return problem(
      `The migration ${broken.name} was begun and never finished.`,
      "The tables may be half changed.",
      "Read what it says in _prisma_migrations, mend it, then: npm run db:migrate",
    );
  }
  if (wanted === null) {
    return note(
      `${applied.length} migrations are applied; the folder to compare with is not here.`,
    );
  }
  const missing = wanted.filter((name) => !applied.some((one) => one.name === name));
  if (missing.length > 0) {
    return problem(
      `${missing.length} of ${wanted.length} migrations are not applied, first ${missing[0]}.`,
      "The app reads tables that are not there yet.",
      "npm run db:migrate",
    );
  }
  return well(`All ${wanted.length} migrations are applied.`);
}

async function readApplied(db: PrismaClient): Promise<Migration[]> {
  try {
    return await db.$queryRaw<Migration[]>`
      select migration_name as name, finished_at is not null as finished
      from _prisma_migrations where rolled_back_at is null`;
  } catch {
    return []; // the table comes with the first migration
  }
}
