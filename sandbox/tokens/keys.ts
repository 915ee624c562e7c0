import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { HTTPException } from "hono/http-exception";

export type Algorithm = "HS256" | "RS256" | "ES256" | "A256GCM";

/** A key for exactly one algorithm. */
export interface VerificationKey {
  kid: string;
  /** The organization, app or account that the key belongs to. */
  owner: string;
  algorithm: Algorithm;
  key: KeyObject;
}

/** Why a key cannot be registered, for the administrator. */
export class InvalidKey extends HTTPException {
  constructor(message: string) {
    super(400, { message });
  }
}

/**
 * Turns registered material into a key.
 * @param material HS256 and A256GCM: a secret's text, used as its UTF-8 bytes. RS256: PEM, SPKI or PKCS#1. ES256: PEM, SPKI.
 * @throws InvalidKey
 */
export function importKey(algorithm: Algorithm, material: string): KeyObject {
  if (algorithm === "HS256" || algorithm === "A256GCM") {
    const bytes = Buffer.from(material, "utf8");
    if (algorithm === "A256GCM" && bytes.length !== 32) {
      throw new InvalidKey(`The key must be exactly 32 bytes; it has ${bytes.length}.`);
    }
    return checkKey(algorithm, createSecretKey(bytes));
  }
  if (material.includes("PRIVATE KEY")) {
    throw new InvalidKey("This is a private key. Register the public half only.");
  }
  let key: KeyObject;
  try {
    key = createPublicKey(material);
  } catch {
    throw new InvalidKey("The public key is not PEM of an SPKI or PKCS#1 key.");
  }
  return checkKey(algorithm, key);
}

/** Checks a key's strength. @throws InvalidKey */
export function checkKey(algorithm: Algorithm, key: KeyObject): KeyObject {
  const { namedCurve, modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  const require = (isFit: boolean, message: string) => {
    if (!isFit) throw new InvalidKey(message);
  };
  if (algorithm === "ES256") {
    const isP256 = key.asymmetricKeyType === "ec" && namedCurve === "prime256v1";
    require(isP256, "ES256 needs a key on the curve P-256.");
  } else if (algorithm === "RS256") {
    require(key.asymmetricKeyType === "rsa", "RS256 needs an RSA key.");
    require(modulusLength >= 2048, "RSA keys need 2048 bits or more.");
    const isFit = publicExponent >= 65_537n && publicExponent % 2n === 1n;
    require(isFit, "The RSA exponent must be odd and at least 65537.");
    require(!hasRocaWeakness(key), "This RSA key has the ROCA weakness (CVE-2017-15361).");
  } else {
    const size = key.type === "secret" ? (key.symmetricKeySize ?? 0) : 0;
    require(size >= 32, `The secret must have at least 32 bytes; it has ${size}.`);
  }
  return key;
}

const oddPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** Infineon's generator chose moduli that are a power of 65537 modulo every small prime. */
function hasRocaWeakness(key: KeyObject): boolean {
  const bytes = Buffer.from(key.export({ format: "jwk" }).n ?? "", "base64url");
  const modulus = BigInt(`0x${bytes.toString("hex")}`);
  return oddPrimes.every((prime) => {
    const rest = Number(modulus % BigInt(prime));
    for (let power = 1, tried = 0; tried < prime; tried += 1) {
      if (power === rest) return true;
      power = (power * 65_537) % prime;
    }
    return false;
  });
}
