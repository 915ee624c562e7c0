// Decides whether a signed token (JWS) was signed by a key that the registry knows.
import { createSecretKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { compactVerify } from "jose";
import { Refusal } from "../refusal";
import { splitJws } from "./front";
import { checkHeader, hasAlgorithm } from "./header";
import { parseObject } from "./json";
import type { VerificationKey } from "./keys";

/** Unproven contents, good for one thing: looking up the key that may prove them. */
export interface Unproven {
  kid: string | undefined;
  claims: Record<string, unknown>;
}

/**
 * Verifies a token against the keys that `choose` names for it; each is tried with its one
 * algorithm. No request leaves the process.
 * @returns the proven claims and the key that proved them
 * @throws Refusal
 */
export async function verifyJws(
  token: string,
  choose: (unproven: Unproven) => VerificationKey[] | Promise<VerificationKey[]>,
): Promise<{ claims: Record<string, unknown>; key: VerificationKey }> {
  let claims: Record<string, unknown> = {};
  const key = await openJws(token, (kid, payload) => {
    claims = parseObject(payload);
    return choose({ kid, claims });
  });
  return { claims, key };
}

/**
 * The part of `verifyJws` that does not look into the payload.
 * @returns the key that proved the token
 * @throws Refusal
 */
export async function openJws(
  token: string,
  choose: (
    kid: string | undefined,
    payload: Buffer,
  ) => VerificationKey[] | Promise<VerificationKey[]>,
): Promise<VerificationKey> {
  const [headerPart, payloadPart] = splitJws(token);
  const header = parseObject(Buffer.from(headerPart, "base64url"));
  const kid = checkHeader(header);
  const keys = await choose(kid, Buffer.from(payloadPart, "base64url"));
  if (keys.length === 0) {
    // An unknown key costs as much as a bad signature.
    await isSigned(token, decoy(header.alg));
    throw new Refusal("key");
  }
  const fitting = keys.filter((key) => hasAlgorithm(header, key.algorithm));
  if (fitting.length === 0) throw new Refusal("algorithm");
  for (const key of fitting) {
    if (await isSigned(token, key)) return key;
  }
  throw new Refusal("signature");
}

async function isSigned(token: string, key: VerificationKey): Promise<boolean> {
  try {
    await compactVerify(token, key.key, { algorithms: [key.algorithm] });
    return true;
  } catch {
    return false;
  }
}

const decoys = new Map<string, VerificationKey>();

function decoy(alg: unknown): VerificationKey {
  const algorithm = alg === "RS256" || alg === "ES256" ? alg : "HS256";
  const made = decoys.get(algorithm) ?? makeDecoy(algorithm);
  decoys.set(algorithm, made);
  return made;
}

function makeDecoy(algorithm: "HS256" | "RS256" | "ES256"): VerificationKey {
  const key =
    algorithm === "HS256"
      ? createSecretKey(randomBytes(32))
      : algorithm === "RS256"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey
        : generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  return { kid: "", owner: "", algorithm, key };
}
