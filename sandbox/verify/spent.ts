// Decides that a one-time token is used once: over all processes, restarts and spellings of it.
import type { Database } from "../database";
import { Refusal } from "../refusal";

/**
 * Spends a token's id. Called after every other check of the token, never keyed by its text: an
 * ES256 signature has two spellings. The primary key decides between simultaneous presentations.
 * @param owner who the key belongs to, so that two customers may use equal ids
 * @param keepUntil seconds since 1970 until which the token could still be presented
 * @throws Refusal("replayed"), or StoreUnavailable (then nobody gets in)
 */
export async function spendId(
  database: Database,
  token: { door: string; owner: string; id: string; keepUntil: number },
): Promise<void> {
  const rows = await database.query(
    `insert into sandbox.spent_id (door, owner, id, keep_until) values ($1, $2, $3, $4)
     on conflict do nothing returning id`,
    [token.door, token.owner, token.id, token.keepUntil],
  );
  if (rows.length !== 1) throw new Refusal("replayed");
}

/** Drops ids whose tokens are refused by their age alone. */
export async function sweepSpentIds(database: Database, now: number): Promise<void> {
  await database.query("delete from sandbox.spent_id where keep_until < $1", [now]);
}
