import type { PrismaClient } from "../generated/prisma/client";
import { type CheckResult, resultsFor } from "./check-result";

/** Vendors tolerate about 30 seconds between the clocks. */
const toleratedSeconds = 30;
const worryingSeconds = 10;

/**
 * @param subject whose clock: "The database's clock"
 * @param ahead seconds it is ahead of the host's; negative: behind
 * @param precision of the measurement, in seconds
 */
export function compareClocks(
  { ok, note, problem }: ReturnType<typeof resultsFor>,
  subject: string,
  ahead: number,
  precision: number,
): CheckResult {
  const difference = Math.max(0, Math.abs(ahead) - precision);
  if (difference <= 2) return ok(`${subject} agrees with the host's.`);
  const direction = ahead > 0 ? "ahead of" : "behind";
  const summary = `${subject} is ${difference.toFixed(0)} seconds ${direction} the host's.`;
  if (difference < worryingSeconds) return note(summary);
  return problem(
    summary,
    difference < toleratedSeconds
      ? "Vendors tolerate about 30 seconds."
      : "Vendors see tokens as expired or not valid yet, and refuse them.",
    "Synchronize both machines with a time server (timedatectl set-ntp true).",
  );
}

/** Tokens get their times from the database's clock. */
export async function checkDatabaseClock(db: PrismaClient): Promise<CheckResult> {
  const startedAt = Date.now();
  const [row] = await db.$queryRaw<{ now: number }[]>`
    select extract(epoch from clock_timestamp())::float8 as now`;
  const endedAt = Date.now();
  const ahead = (row?.now ?? 0) - (startedAt + endedAt) / 2000;
  const precision = (endedAt - startedAt) / 2000;
  return compareClocks(resultsFor("clock"), "The database's clock", ahead, precision);
}

/** @param date a `Date` header, in whole seconds; @returns null where it is none */
export function secondsAhead(date: string | null, nowMs: number): number | null {
  const at = Date.parse(date ?? "");
  return Number.isNaN(at) ? null : (at + 500 - nowMs) / 1000;
}
