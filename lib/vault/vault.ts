// Decides how secrets rest: each under a data key of its own, which a vault key from the environment
// wraps; both bound to the row they belong to.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { currentKey, findKey } from "./keys";

/** What a secret belongs to. It is authenticated with the secret: moved to another row, it does not open. */
export type Belonging = { connectionId: string; tenantId: string | null; kid: string };

export class VaultError extends Error {
  override readonly name = "VaultError";
}

/** `v2.<vault key id>.<wrapped data key>.<secret>`; the last two are IV, ciphertext and tag in base64url. */
export function lock(secret: string, belonging: Belonging): string {
  const { id, key } = currentKey();
  const dataKey = randomBytes(32);
  const wrapped = encrypt(dataKey, key, label("data key", belonging));
  const sealed = encrypt(Buffer.from(secret, "utf8"), dataKey, label("secret", belonging));
  return ["v2", id, wrapped, sealed].join(".");
}

/** @throws VaultError when the vault key is not here, or the secret was locked for another row. */
export function unlock(locked: string, belonging: Belonging): string {
  const [form, id = "", ...parts] = locked.split(".");
  const known = (form === "v1" || form === "v2") && parts.length === 2 && parts.every(Boolean);
  if (!known) throw new VaultError("This locked secret has an unknown form.");
  const key = findKey(id);
  if (!key) {
    throw new VaultError(
      "This secret was locked under another VAULT_KEY. Put that key into VAULT_KEYS_OLD.",
    );
  }
  const [first = "", second = ""] = parts;
  if (form === "v1") {
    // Until envelope encryption: `v1.<vault key id>.<iv>.<ciphertext and tag>`, no data key.
    const sealed = Buffer.concat([bytes(first), bytes(second)]);
    return decrypt(sealed, key, Buffer.from(rowOf(belonging), "utf8")).toString("utf8");
  }
  const dataKey = decrypt(bytes(first), key, label("data key", belonging));
  return decrypt(bytes(second), dataKey, label("secret", belonging)).toString("utf8");
}

/** Whether it should be locked again: an old form, or not under the current vault key. */
export function isStale(locked: string): boolean {
  return !locked.startsWith(`v2.${currentKey().id}.`);
}

function encrypt(plain: Buffer, key: Buffer, bound: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound);
  const sealed = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString("base64url");
}

function decrypt(sealed: Buffer, key: Buffer, bound: Buffer): Buffer {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), {
      authTagLength: 16,
    })
      .setAAD(bound)
      .setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    throw new VaultError("This secret does not open for the row it lies in.");
  }
}

const bytes = (text: string) => Buffer.from(text, "base64url");

const rowOf = ({ connectionId, tenantId, kid }: Belonging) =>
  JSON.stringify([connectionId, tenantId, kid]);

/** A data key never opens as a secret, nor a secret as a data key. */
const label = (part: "data key" | "secret", belonging: Belonging) =>
  Buffer.from(`mullion vault v2\n${part}\n${rowOf(belonging)}`, "utf8");
