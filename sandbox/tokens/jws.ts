import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { compactVerify } from "jose";
import { Refusal } from "../errors";
import type { VendorInstance } from "../sandbox";
import { checkTimes } from "./claims";
import {
  hasAlgorithm,
  type JsonObject,
  jwsPattern,
  parseHeader,
  parseObject,
  splitToken,
} from "./compact";
import { type KeyRing, loadKeys } from "./key-ring";
import type { VerificationKey } from "./keys";

type Keys = VerificationKey[] | Promise<VerificationKey[]>;

interface JwtOptions {
  /** Longest `exp - iat`. */
  maxSeconds: number;
  /** What it receives of the token is not verified yet, and good for finding the key only. */
  findKeys(keys: KeyRing, unverified: { kid: string | undefined; claims: JsonObject }): Keys;
}

/** Verifies a signed JWT, its times included. @throws Refusal */
export async function verifyJwt(token: string, vendor: VendorInstance, options: JwtOptions) {
  const keys = await loadKeys(vendor.registry);
  let claims: JsonObject = {};
  const key = await verifyJws(token, (kid, payload) => {
    claims = parseObject(payload);
    return options.findKeys(keys, { kid, claims });
  });
  return { claims, key, expiresAt: checkTimes(claims, vendor, options) };
}

/** Tries each key with its one algorithm. @returns the key that signed the token. @throws Refusal */
export async function verifyJws(
  token: string,
  findKeys: (kid: string | undefined, payload: Buffer) => Keys,
): Promise<VerificationKey> {
  const [encodedHeader = "", payload = ""] = splitToken(token, jwsPattern);
  const { header, kid } = parseHeader(encodedHeader);
  const keys = await findKeys(kid, Buffer.from(payload, "base64url"));
  if (keys.length === 0) {
    // An unknown key takes as long as a bad signature.
    await isSigned(token, decoyKey(header.alg));
    throw new Refusal("key");
  }
  const candidates = keys.filter((key) => hasAlgorithm(header, key.algorithm));
  if (candidates.length === 0) throw new Refusal("algorithm");
  for (const key of candidates) {
    if (await isSigned(token, key)) return key;
  }
  throw new Refusal("signature");
}

async function isSigned(token: string, { key, algorithm }: Decoy): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

type Decoy = { key: KeyObject; algorithm: string };

const generators = {
  HS256: () => createSecretKey(randomBytes(32)),
  RS256: () => generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey,
  ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey,
};
const decoys = new Map<string, Decoy>();

function decoyKey(alg: unknown): Decoy {
  const algorithm = alg === "RS256" || alg === "ES256" ? alg : "HS256";
  const decoy = decoys.get(algorithm) ?? { algorithm, key: generators[algorithm]() };
  decoys.set(algorithm, decoy);
  return decoy;
}
