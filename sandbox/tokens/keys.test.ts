import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Algorithm, InvalidKey, importKey } from "./keys";

const spki = { type: "spki", format: "pem" } as const;
const pkcs1 = { type: "pkcs1", format: "pem" } as const;
const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync("rsa", {
    modulusLength,
    publicExponent,
    publicKeyEncoding: pkcs1,
    privateKeyEncoding: pkcs8,
  });
const ec = (namedCurve: string) =>
  generateKeyPairSync("ec", {
    namedCurve,
    publicKeyEncoding: spki,
    privateKeyEncoding: pkcs8,
  });

describe("registering a key", () => {
  it("accepts strong keys", () => {
    expect(importKey("HS256", "x".repeat(32)).type).toBe("secret");
    expect(importKey("A256GCM", "x".repeat(32)).symmetricKeySize).toBe(32);
    expect(importKey("RS256", rsa(2048).publicKey).asymmetricKeyType).toBe("rsa");
    expect(importKey("ES256", ec("P-256").publicKey).asymmetricKeyType).toBe("ec");
  });

  const weak: [Algorithm, string, string][] = [
    ["HS256", "x".repeat(31), "at least 32 bytes"],
    ["A256GCM", "x".repeat(36), "exactly 32 bytes; it has 36"],
    ["A256GCM", "x".repeat(31), "exactly 32 bytes"],
    ["RS256", rsa(1024).publicKey, "2048 bits"],
    ["RS256", rsa(2048, 3).publicKey, "exponent"],
    ["RS256", ec("P-256").publicKey, "RSA key"],
    ["ES256", ec("P-384").publicKey, "P-256"],
    ["ES256", ec("secp256k1").publicKey, "P-256"],
    ["ES256", rsa(2048).publicKey, "P-256"],
    ["RS256", rsa(2048).privateKey, "private key"],
    ["RS256", "nonsense", "not PEM"],
  ];
  it.each(weak)("refuses a weak %s key (%#)", (algorithm, material, words) => {
    expect(() => importKey(algorithm, material)).toThrow(InvalidKey);
    expect(() => importKey(algorithm, material)).toThrow(words);
  });
});
