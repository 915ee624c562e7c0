// Decides which keys are good enough to be registered, and ties each to exactly one algorithm.
import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";

export type Algorithm = "HS256" | "RS256" | "ES256" | "A256GCM";

/** A key as verification uses it: it can do one thing only. */
export interface VerificationKey {
  kid: string;
  /** The organization, app or customer account the key belongs to. */
  owner: string;
  algorithm: Algorithm;
  key: KeyObject;
}

/** Why a key was not registered, in words for the administrator. */
export class UnfitKey extends Error {}

/**
 * Turns registered material into a key.
 * @param material HS256 and A256GCM: the secret's text, used as its UTF-8 bytes. RS256: PEM, SPKI or PKCS#1. ES256: PEM, SPKI.
 * @throws UnfitKey HMAC under 32 bytes, A256GCM not 32 bytes, RSA under 2048 bits, with an exponent under 65537 or from a generator known to be broken, or a curve other than P-256.
 */
export function importKey(algorithm: Algorithm, material: string): KeyObject {
  if (algorithm === "HS256" || algorithm === "A256GCM") {
    const bytes = Buffer.from(material, "utf8");
    if (algorithm === "A256GCM" && bytes.length !== 32) {
      throw new UnfitKey(`The key must be exactly 32 bytes; it has ${bytes.length}.`);
    }
    return checkKey(algorithm, createSecretKey(bytes));
  }
  if (material.includes("PRIVATE KEY")) {
    throw new UnfitKey("This is a private key. Register the public half only.");
  }
  let key: KeyObject;
  try {
    key = createPublicKey(material);
  } catch {
    throw new UnfitKey("The public key is not PEM of an SPKI or PKCS#1 key.");
  }
  return checkKey(algorithm, key);
}

/** The strength rules alone, for a key that is already an object. Throws UnfitKey. */
export function checkKey(algorithm: Algorithm, key: KeyObject): KeyObject {
  if (algorithm === "HS256" || algorithm === "A256GCM") {
    const size = key.type === "secret" ? (key.symmetricKeySize ?? 0) : 0;
    if (size < 32) throw new UnfitKey(`The secret must have at least 32 bytes; it has ${size}.`);
    return key;
  }
  const details = key.asymmetricKeyDetails ?? {};
  if (algorithm === "ES256") {
    if (key.asymmetricKeyType !== "ec" || details.namedCurve !== "prime256v1") {
      throw new UnfitKey("ES256 needs a key on the curve P-256.");
    }
    return key;
  }
  if (key.asymmetricKeyType !== "rsa") throw new UnfitKey("RS256 needs an RSA key.");
  const exponent = details.publicExponent ?? 0n;
  if ((details.modulusLength ?? 0) < 2048) throw new UnfitKey("RSA keys need 2048 bits or more.");
  if (exponent < 65_537n || exponent % 2n === 0n) {
    throw new UnfitKey("The RSA exponent must be odd and at least 65537.");
  }
  if (isRoca(key)) throw new UnfitKey("This RSA key has the ROCA weakness (CVE-2017-15361).");
  return key;
}

/** Whether the modulus lies in the tiny subgroup that Infineon's generator (ROCA) produced. */
function isRoca(key: KeyObject): boolean {
  const modulus = BigInt(
    `0x${Buffer.from(key.export({ format: "jwk" }).n ?? "", "base64url").toString("hex")}`,
  );
  return oddPrimes.every((prime) => {
    const rest = Number(modulus % BigInt(prime));
    for (let power = 1, seen = 0; seen < prime; seen += 1) {
      if (power === rest) return true;
      power = (power * 65_537) % prime;
    }
    return false;
  });
}

const oddPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];
