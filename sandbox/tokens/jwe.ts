import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import { Refusal } from "../errors";
import {
  hasAlgorithm,
  type JsonObject,
  jwePattern,
  parseHeader,
  parseObject,
  splitToken,
} from "./compact";
import type { VerificationKey } from "./keys";

// node:crypto and not jose, which takes the 12 bytes of RFC 7518 only: Explo's own samples use 16.
const ivLengths = new Set([12, 16]);

const decoyKey = createSecretKey(randomBytes(32));

/** Decrypts a JWT (`dir`, `A256GCM`) with the key that its header names. @throws Refusal */
export function decryptJwt(
  token: string,
  findKey: (kid: string) => VerificationKey | undefined,
): { claims: JsonObject; key: VerificationKey } {
  const [encodedHeader = "", , encodedIv = "", ciphertext = "", encodedTag = ""] = splitToken(
    token,
    jwePattern,
  );
  const { header, kid } = parseHeader(encodedHeader);
  if (!hasAlgorithm(header, "A256GCM")) throw new Refusal("algorithm");
  const key = kid === undefined ? undefined : findKey(kid);
  if (key && key.algorithm !== "A256GCM") throw new Refusal("algorithm");
  const iv = Buffer.from(encodedIv, "base64url");
  const tag = Buffer.from(encodedTag, "base64url");
  if (!ivLengths.has(iv.length) || tag.length !== 16) throw new Refusal("malformed");
  const decipher = createDecipheriv("aes-256-gcm", key?.key ?? decoyKey, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(encodedHeader, "ascii"));
  decipher.setAuthTag(tag);
  let plaintext: Buffer;
  try {
    plaintext = Buffer.concat([decipher.update(ciphertext, "base64url"), decipher.final()]);
  } catch {
    throw new Refusal(key ? "signature" : "key");
  }
  if (!key) throw new Refusal("key");
  return { claims: parseObject(plaintext), key };
}

/** Encrypts a JWT as Explo's API does. */
export function encryptJwt(claims: JsonObject, { kid, key }: VerificationKey): string {
  const encode = (data: string | Buffer) => Buffer.from(data).toString("base64url");
  const header = encode(JSON.stringify({ alg: "dir", enc: "A256GCM", kid }));
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(header, "ascii"));
  const text = Buffer.concat([cipher.update(JSON.stringify(claims), "utf8"), cipher.final()]);
  return [header, "", encode(iv), encode(text), encode(cipher.getAuthTag())].join(".");
}
