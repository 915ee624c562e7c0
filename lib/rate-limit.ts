import { db } from "./db";
import { env } from "./env";
import { Prisma } from "./generated/prisma/client";

/** Failed sign-ins per hour. */
const signIn = {
  /** From the next one on, each attempt takes longer. */
  immediate: 5,
  delayStepMs: 200,
  maxDelayMs: 2_000,
  perAccount: 100,
  perAddress: 1_000,
};

/** Mints per minute. MINT_LIMIT_PER_MINUTE is one person's limit; a tenant has this many times that. */
const mintsPerTenant = 50;

export type SignInAttempt = {
  delayMs: number;
  refused: boolean;
  /** The first refused attempt of this hour: the only one that is audited. */
  first: boolean;
};

/**
 * Counts an attempt before the password is checked, so that parallel guesses count too. Accounts that
 * don't exist count like any other.
 */
export async function countSignInAttempt(email: string, address: string): Promise<SignInAttempt> {
  const [account, from] = await Promise.all([
    incrementHour(`login:${email}`),
    incrementHour(`login-from:${address}`),
  ]);
  return {
    delayMs: Math.min(
      signIn.delayStepMs * Math.max(0, account - signIn.immediate),
      signIn.maxDelayMs,
    ),
    refused: account > signIn.perAccount || from > signIn.perAddress,
    first: account === signIn.perAccount + 1 || from === signIn.perAddress + 1,
  };
}

/** Called after a successful sign-in. */
export async function clearSignInAttempts(email: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key: `login:${email}` } });
}

export type MintCount = { user: number; tenant: number };

/** Whether this mint is over a limit. `first` is the one refusal per minute that is audited. */
export function checkMintLimit({ user, tenant }: MintCount): { exceeded: boolean; first: boolean } {
  const limit = env().MINT_LIMIT_PER_MINUTE;
  return {
    exceeded: user > limit || tenant > limit * mintsPerTenant,
    first: user === limit + 1,
  };
}

/**
 * A statement that adds 1 to every key and returns `key` and `count`. Counters are in the database, so
 * all replicas share them.
 *
 * @param keys a query with the column `key`
 */
export const increment = (keys: Prisma.Sql, window: "minute" | "hour"): Prisma.Sql => Prisma.sql`
  insert into "RateLimit" as r (key, "windowStart", count)
  select key, date_trunc(${window}::text, now()), 1 from (${keys}) keys
  on conflict (key, "windowStart") do update set count = r.count + 1
  returning key, count`;

async function incrementHour(key: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>(
    increment(Prisma.sql`select ${key}::text as key`, "hour"),
  );
  // Old windows are deleted when a new one begins, or the table would only grow.
  if (row?.count === 1) {
    await db().$executeRaw`
      delete from "RateLimit" where "windowStart" < now() - interval '1 day'`;
  }
  return row?.count ?? 1;
}
