// Decides how fast somebody may guess passwords: slower from the fifth miss, no further at a hundred an hour.
import { db } from "./db";

const softFrom = 5;
const hardPerAccount = 100;
const hardPerAddress = 1_000;

/** `first`: the refusals of this hour begin with this one. */
export type Attempt = { delayMs: number; refused: boolean; first: boolean };

/**
 * Counts an attempt before the password is looked at, so that parallel guesses count too.
 * Unknown accounts count like known ones. Kept in the database: all replicas share it.
 */
export async function countAttempt(email: string, address: string): Promise<Attempt> {
  const [account, from] = await Promise.all([
    increment(`login:${email}`),
    increment(`login-from:${address}`),
  ]);
  return {
    delayMs: account <= softFrom ? 0 : Math.min(200 * (account - softFrom), 2_000),
    refused: account > hardPerAccount || from > hardPerAddress,
    first: account === hardPerAccount + 1 || from === hardPerAddress + 1,
  };
}

/** A success forgets the misses of this account. */
export async function forgetAttempts(email: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key: `login:${email}` } });
}

async function increment(key: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    insert into "RateLimit" as r (key, "windowStart", count)
    values (${key}, date_trunc('hour', now()), 1)
    on conflict (key, "windowStart") do update set count = r.count + 1
    returning count`;
  // A new window is the moment to forget old ones: without that the table only grows.
  if (row?.count === 1) {
    await db().$executeRaw`
      delete from "RateLimit" where "windowStart" < now() - interval '1 day'`;
  }
  return row?.count ?? 1;
}
