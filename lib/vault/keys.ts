import { createHash } from "node:crypto";
import { env } from "@/lib/env";

export type VaultKey = { id: string; key: Buffer };

/** The key that encrypts. */
export const currentKey = (): VaultKey => read(env().VAULT_KEY);

/** Keys that only decrypt: `VAULT_KEYS_OLD`. */
export const oldKeys = (): VaultKey[] => env().VAULT_KEYS_OLD.map(read);

export const findKey = (id: string): Buffer | undefined =>
  [currentKey(), ...oldKeys()].find((one) => one.id === id)?.key;

function read(text: string): VaultKey {
  const key = Buffer.from(text, "base64");
  // Never change this label: stored secrets name their key by the id derived from it.
  const digest = createHash("sha256").update("vault key id\n").update(key).digest("hex");
  return { id: digest.slice(0, 12), key };
}
