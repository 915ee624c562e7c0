// Decides which vault keys there are: the current one locks, the old ones only open.
import { createHash } from "node:crypto";
import { env } from "../env";

export type VaultKey = { id: string; key: Buffer };

/** The key that locks. */
export const currentKey = (): VaultKey => read(env().VAULT_KEY);

/** Keys that still open: `VAULT_KEYS_OLD`. */
export const oldKeys = (): VaultKey[] => env().VAULT_KEYS_OLD.map(read);

/** A key by its id, or undefined. */
export const findKey = (id: string): Buffer | undefined =>
  [currentKey(), ...oldKeys()].find((one) => one.id === id)?.key;

function read(text: string): VaultKey {
  const key = Buffer.from(text, "base64");
  // Tells keys apart without telling anything about them.
  const digest = createHash("sha256").update("mullion vault key id\n").update(key).digest("hex");
  return { id: digest.slice(0, 12), key };
}
