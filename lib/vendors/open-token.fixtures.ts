// Opens tokens as a vendor would, without jose: jsonwebtoken and node:crypto.
import { createDecipheriv, createPublicKey, generateKeyPairSync } from "node:crypto";
import jwt from "jsonwebtoken";
import type { CredentialSpec, TokenAlgorithm } from "./contract";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

/** Keys for tests, by algorithm: text of exactly 32 bytes, PKCS#1 and PKCS#8. */
export const testSecrets: Readonly<Record<TokenAlgorithm, string>> = {
  HS256: "hmac-key-for-tests-0123456789abc",
  "dir+A256GCM": "aesgcm-key-for-tests-0123456789a",
  RS256: rsa.export({ type: "pkcs1", format: "pem" }).toString(),
  ES256: ec.export({ type: "pkcs8", format: "pem" }).toString(),
};

export type Opened = { header: Record<string, unknown>; claims: Record<string, unknown> };

/** Header and claims of a token that verifies (signatures) or decrypts; throws otherwise. */
export function openToken(token: string, algorithm: TokenAlgorithm, secret: string): Opened {
  if (algorithm === "dir+A256GCM") return decrypt(token, secret);
  const key = algorithm === "HS256" ? secret : createPublicKey(secret);
  const { header, payload } = jwt.verify(token, key, {
    algorithms: [algorithm],
    complete: true,
    ignoreExpiration: true,
  });
  if (typeof payload === "string") throw new Error("the payload is no object");
  return { header: { ...header }, claims: payload };
}

/** The key a vendor needs, under its first algorithm. */
export function testCredential({ algorithms }: CredentialSpec): {
  algorithm: TokenAlgorithm;
  secret: string;
} {
  const algorithm = algorithms[0] ?? "HS256";
  return { algorithm, secret: testSecrets[algorithm] };
}

function decrypt(token: string, secret: string): Opened {
  const [header = "", encryptedKey, iv = "", ciphertext = "", tag = "", ...more] = token.split(".");
  if (encryptedKey !== "" || more.length > 0) throw new Error("not a direct JWE");
  const bytes = (part: string) => Buffer.from(part, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(secret, "utf8"), bytes(iv));
  decipher.setAAD(Buffer.from(header, "ascii"));
  decipher.setAuthTag(bytes(tag));
  const plain = Buffer.concat([decipher.update(bytes(ciphertext)), decipher.final()]);
  return {
    header: JSON.parse(bytes(header).toString("utf8")),
    claims: JSON.parse(plain.toString("utf8")),
  };
}
