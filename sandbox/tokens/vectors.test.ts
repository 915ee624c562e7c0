import { createPublicKey, createSecretKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTestSettings } from "../env";
import { Refusal } from "../errors";
import { decryptJwt } from "./jwe";
import { verifyJws } from "./jws";
import { checkKey, InvalidKey, type VerificationKey } from "./keys";

const { vectors } = readTestSettings();
if (!vectors) console.log("JOSE vectors are skipped: JOSE_VECTORS is not set.");

interface Jwk {
  kty: string;
  alg?: string;
  kid?: string;
  k?: string;
  n?: string;
  e?: string;
  crv?: string;
  x?: string;
  y?: string;
}
interface Case {
  tcId: number;
  comment: string;
  result: "valid" | "invalid";
  jws?: unknown;
  jwe?: unknown;
}
interface Suite {
  numberOfTests: number;
  testGroups: { public?: KeyOrSet; private: KeyOrSet; tests: Case[] }[];
}
type KeyOrSet = Jwk | { keys: Jwk[] };

/** Labelled cases whose outcome here differs on purpose, beside those of algorithms no vendor offers. */
const exceptions: Record<string, string> = {
  "signature 259": "valid, but its payload is empty: no claims can be",
  "signature 345": "valid, but '@' is no character of a key id here",
  "signature 349": "valid, but '@' is no character of a key id here",
  "signature 346": "valid, but the key names another algorithm than the token",
  "signature 347": "valid, but the key names another algorithm than the token",
  "signature 350": "valid, but the key names another algorithm than the token",
  "signature 351": "valid, but the key names another algorithm than the token",
  "signature 367": "mislabelled: byte for byte the valid case 357",
  "signature 370": "mislabelled: byte for byte the valid case 357",
  "signature 372": "labelled valid although it holds a '?'",
  "signature 373": "labelled valid although it holds a '?'",
  "key 1": "a key set that mixes kinds; the sandbox takes keys one by one, never a set",
  "key 4": "a key set with one id twice; the registry's primary key makes that impossible",
  "key 21": "a JWK for encryption; the sandbox takes PEM and secrets, which say no use",
  "crypto 47": "a key set that mixes kinds; the sandbox takes keys one by one, never a set",
};

const offered = new Set(["HS256", "RS256", "ES256"]);

function importJwk(jwk: Jwk): VerificationKey {
  const { kty, k, n, e, crv, x, y, kid = "" } = jwk;
  const algorithm = jwk.alg as "HS256";
  if (!offered.has(algorithm)) throw new InvalidKey(`${algorithm} is not offered`);
  const key =
    kty === "oct"
      ? createSecretKey(Buffer.from(k ?? "", "base64url"))
      : createPublicKey({ format: "jwk", key: { kty, n, e, crv, x, y } as never });
  return { kid, owner: "", algorithm, key: checkKey(algorithm, key) };
}

async function outcome(given: Case, keys: KeyOrSet): Promise<string> {
  try {
    const text = (token: unknown) => (typeof token === "string" ? token : JSON.stringify(token));
    if (given.jws === undefined) {
      const secret = "k" in keys ? Buffer.from(keys.k ?? "", "base64url") : Buffer.alloc(32);
      const key = {
        kid: "",
        owner: "",
        algorithm: "A256GCM",
        key: createSecretKey(secret),
      } as const;
      decryptJwt(text(given.jwe), () => key);
    } else {
      const ring = "keys" in keys ? keys.keys.map(importJwk) : [importJwk(keys)];
      await verifyJws(text(given.jws), (kid) =>
        "keys" in keys ? ring.filter((key) => key.kid === kid) : ring,
      );
    }
    return "valid";
  } catch (error) {
    // Anything but a refusal, or a key that is not fit for registration, is a fault of ours.
    const known = error instanceof Refusal || error instanceof InvalidKey;
    const unreadable =
      error instanceof Error && "code" in error && String(error.code).startsWith("ERR_");
    if (!known && !unreadable) throw error;
    return "invalid";
  }
}

/** Whether a case is about an algorithm that no vendor here takes. */
function isForeign(given: Case, keys: KeyOrSet): boolean {
  if (given.jws === undefined) return true;
  return !("keys" in keys ? keys.keys : [keys]).every((jwk) => offered.has(jwk.alg ?? ""));
}

describe.skipIf(!vectors)("Wycheproof", () => {
  it.each(["signature", "encryption", "key", "crypto"])("%s", async (name) => {
    const file = join(vectors ?? "", "wycheproof", `json_web_${name}_test.json`);
    const suite = JSON.parse(readFileSync(file, "utf8")) as Suite;
    const counts = { asLabelled: 0, foreign: 0, exception: 0 };
    const surprises: string[] = [];
    for (const group of suite.testGroups) {
      const keys = group.public ?? group.private;
      for (const one of group.tests) {
        const id = `${name} ${one.tcId}`;
        const same = (await outcome(one, keys)) === one.result;
        if (same) counts.asLabelled += 1;
        else if (id in exceptions) counts.exception += 1;
        else if (one.result === "valid" && isForeign(one, keys)) counts.foreign += 1;
        else surprises.push(`${id} ${one.comment} is not ${one.result}`);
        if (same && id in exceptions) surprises.push(`${id} needs no exception any more`);
      }
    }
    console.log(`wycheproof ${name}: ${JSON.stringify(counts)} of ${suite.numberOfTests}`);
    expect(surprises).toEqual([]);
    const { asLabelled, foreign, exception } = counts;
    expect(asLabelled + foreign + exception).toBe(suite.numberOfTests);
  });
});

describe.skipIf(!vectors)("RFC 7520", () => {
  // The only example that is protected exactly as one of the vendors asks for.
  const accepted = ["4_4.hmac-sha2_integrity_protection.json"];

  it.each(["jws", "jwe"])("%s", async (kind) => {
    const folder = join(vectors ?? "", "rfc7520-cookbook", kind);
    const outcomes: string[] = [];
    for (const file of readdirSync(folder)) {
      const example = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        input: { key?: Jwk | Jwk[]; alg?: string };
        output: { compact?: string };
      };
      const { compact } = example.output;
      const { key } = example.input;
      if (!compact || !key || Array.isArray(key)) continue;
      const jwk = { ...key, alg: example.input.alg ?? "" };
      const token = kind === "jws" ? { jws: compact } : { jwe: compact };
      const given: Case = { tcId: 0, comment: file, result: "valid", ...token };
      if ((await outcome(given, jwk)) === "valid") outcomes.push(file);
    }
    expect(outcomes).toEqual(kind === "jws" ? accepted : []);
  });
});
