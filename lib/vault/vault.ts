import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** The row that owns a secret. It is authenticated with the secret, so a copy in another row fails to decrypt. */
export type SecretOwner = { connectionId: string; tenantId: string | null; kid: string };

export class VaultError extends Error {
  override readonly name = "VaultError";
}

/**
 * Envelope encryption: a fresh data key per secret, wrapped by the current vault key.
 *
 * @returns `v1.<vault key id>.<wrapped data key>.<secret>`; the last two are IV, ciphertext and tag in base64url
 */
export function encrypt(secret: string, owner: SecretOwner): string {
  const { id, key } = currentKey();
  const dataKey = randomBytes(32);
  const wrapped = encryptBytes(dataKey, key, label("data key", owner));
  const ciphertext = encryptBytes(Buffer.from(secret, "utf8"), dataKey, label("secret", owner));
  return ["v1", id, wrapped, ciphertext].join(".");
}

/** @throws VaultError when the vault key is missing, or the secret belongs to another row */
export function decrypt(encrypted: string, owner: SecretOwner): string {
  const [version, id = "", wrapped, ciphertext, ...rest] = encrypted.split(".");
  if (version !== "v1" || !wrapped || !ciphertext || rest.length > 0) {
    throw new VaultError("This is not an encrypted secret.");
  }
  // Keys in VAULT_KEYS_OLD only decrypt.
  const key = [currentKey(), ...env().VAULT_KEYS_OLD.map(readKey)].find(
    (one) => one.id === id,
  )?.key;
  if (!key) {
    throw new VaultError(
      "This secret was encrypted with another VAULT_KEY. Add that key to VAULT_KEYS_OLD.",
    );
  }
  const dataKey = decryptBytes(wrapped, key, label("data key", owner));
  return decryptBytes(ciphertext, dataKey, label("secret", owner)).toString("utf8");
}

/** Whether the secret should be encrypted again under the current vault key. */
export function isStale(encrypted: string): boolean {
  return !encrypted.startsWith(`v1.${currentKey().id}.`);
}

const currentKey = () => readKey(env().VAULT_KEY);

function readKey(text: string): { id: string; key: Buffer } {
  const key = Buffer.from(text, "base64");
  // Never change this label: stored secrets name their key by the id derived from it.
  const digest = createHash("sha256").update("vault key id\n").update(key).digest("hex");
  return { id: digest.slice(0, 12), key };
}

function encryptBytes(plain: Buffer, key: Buffer, aad: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(aad);
  const bytes = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return bytes.toString("base64url");
}

function decryptBytes(text: string, key: Buffer, aad: Buffer): Buffer {
  const bytes = Buffer.from(text, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), {
      authTagLength: 16,
    })
      .setAAD(aad)
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    throw new VaultError("This secret cannot be decrypted for this row.");
  }
}

/**
 * Never change these labels, whatever the product is called: a secret stored under one label cannot be
 * decrypted under another. They keep a data key from being used as a secret and the reverse.
 */
const label = (part: "data key" | "secret", { connectionId, tenantId, kid }: SecretOwner) =>
  Buffer.from(`vault v1\n${part}\n${JSON.stringify([connectionId, tenantId, kid])}`, "utf8");
