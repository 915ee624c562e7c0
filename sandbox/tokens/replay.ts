import { Refusal } from "../errors";
import type { Sandbox, VendorInstance } from "../sandbox";

/**
 * Uses up a one-time token, after every other check of it. By id and not by text: an ES256 signature
 * has two spellings.
 * @param owner of the key, so that two customers may use equal ids
 * @throws Refusal
 */
export async function markTokenUsed(
  { name, sandbox: { database, settings } }: VendorInstance,
  { owner, id, expiresAt }: { owner: string; id: string; expiresAt: number },
): Promise<void> {
  const rows = await database.query(
    `insert into sandbox.used_token (vendor, owner, id, keep_until) values ($1, $2, $3, $4)
     on conflict do nothing returning id`,
    [name, owner, id, expiresAt + settings.clockLeewaySeconds],
  );
  if (rows.length !== 1) throw new Refusal("replayed");
}

/** Drops the ids of tokens that are too old to be accepted. */
export async function deleteExpiredTokenIds({ database, clock }: Sandbox): Promise<void> {
  await database.query("delete from sandbox.used_token where keep_until < $1", [clock()]);
}
