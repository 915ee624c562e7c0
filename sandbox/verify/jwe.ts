// Decides whether an encrypted token (JWE, dir + A256GCM) was made with a key the registry knows.
import { createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import { Refusal } from "../refusal";
import { splitJwe } from "./front";
import { checkHeader, hasAlgorithm } from "./header";
import { parseObject } from "./json";
import type { VerificationKey } from "./keys";

// RFC 7518 wants 12 bytes; Explo's own Python sample makes 16, and Explo takes both.
const ivLengths = new Set([12, 16]);
const nobody: VerificationKey = {
  kid: "",
  owner: "",
  algorithm: "A256GCM",
  key: createSecretKey(randomBytes(32)),
};

/**
 * Opens a token with the key its header names.
 * @throws Refusal
 */
export async function openJwe(
  token: string,
  choose: (kid: string) => VerificationKey | undefined | Promise<VerificationKey | undefined>,
): Promise<{ claims: Record<string, unknown>; key: VerificationKey }> {
  const [headerPart] = splitJwe(token);
  const header = parseObject(Buffer.from(headerPart, "base64url"));
  const kid = checkHeader(header);
  if (!hasAlgorithm(header, "A256GCM")) throw new Refusal("algorithm");
  const key = kid === undefined ? undefined : await choose(kid);
  const plaintext = decrypt(token, key ?? nobody);
  if (!key) throw new Refusal("key");
  if (!plaintext) throw new Refusal("signature");
  return { claims: parseObject(plaintext), key };
}

/** The authenticated plaintext, or undefined where a single bit is not as it was made. */
export function decrypt(token: string, key: VerificationKey): Buffer | undefined {
  const [header, ivPart, ciphertext, tagPart] = splitJwe(token);
  const iv = Buffer.from(ivPart, "base64url");
  const tag = Buffer.from(tagPart, "base64url");
  if (key.algorithm !== "A256GCM" || !ivLengths.has(iv.length) || tag.length !== 16) {
    throw new Refusal("malformed");
  }
  const decipher = createDecipheriv("aes-256-gcm", key.key, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(header, "ascii"));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext, "base64url"), decipher.final()]);
  } catch {
    return undefined;
  }
}
