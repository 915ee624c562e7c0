// Decides whether clocks agree well enough: tokens say when they begin and end.
import type { PrismaClient } from "../generated/prisma/client";
import { about, type Finding } from "./finding";

/** A vendor forgives about half a minute; what is near it fails on a slow day. */
const worryingSeconds = 10;
const fatalSeconds = 30;

/**
 * @param whose "The database's clock", "The vendor's clock"
 * @param ahead seconds it is ahead of the host's; negative: behind
 * @param exact how far the measurement may be wrong, in seconds
 */
export function compareClocks(
  { group, subject }: Pick<Finding, "group" | "subject">,
  whose: string,
  ahead: number,
  exact: number,
): Finding {
  const { well, note, problem } = about(group, subject);
  const off = Math.max(0, Math.abs(ahead) - exact);
  if (off <= 2) return well(`${whose} agrees with the host's.`);
  const what = `${whose} is ${off.toFixed(0)} seconds ${ahead > 0 ? "ahead of" : "behind"} the host's.`;
  if (off < worryingSeconds) return note(what);
  return problem(
    what,
    off < fatalSeconds
      ? "Vendors forgive about 30 seconds; this is near it."
      : "A vendor sees tokens from the future, or expired ones, and refuses them all.",
    "Let both machines follow a time server (timedatectl set-ntp true).",
  );
}

/** The database says a token's times: its clock against this process's. */
export async function checkDatabaseClock(db: PrismaClient): Promise<Finding> {
  const begun = Date.now();
  const [row] = await db.$queryRaw<{ now: number }[]>`
    select extract(epoch from clock_timestamp())::float8 as now`;
  const ended = Date.now();
  const ahead = (row?.now ?? 0) - (begun + ended) / 2000;
  const place = { group: "clock", subject: "" };
  return compareClocks(place, "The database's clock", ahead, (ended - begun) / 2000);
}

/** @param date of a `Date` header, whole seconds; @returns null where it is none */
export function aheadOf(date: string | null, nowMs: number): number | null {
  const at = Date.parse(date ?? "");
  return Number.isNaN(at) ? null : (at + 500 - nowMs) / 1000;
}
