// Decides what a token's header may say: how it is protected and by which key, nothing else.
import { Refusal } from "../refusal";
import { own } from "./json";
import type { Algorithm } from "./keys";

// Everything else is refused, among it what could bring a key along (jwk, jku, x5u, x5c, x5t)
// or change how the rest is read (crit, zip, b64, p2c, epk).
const allowed = new Set(["alg", "enc", "typ", "kid"]);
const kidShape = /^[A-Za-z0-9._-]{1,64}$/;

/** The key id, where there is one. Throws Refusal. */
export function checkHeader(header: Record<string, unknown>): string | undefined {
  if (!Object.keys(header).every((name) => allowed.has(name))) throw new Refusal("header");
  const typ = own(header, "typ");
  if (typ !== undefined && typ !== "JWT") throw new Refusal("header");
  const kid = own(header, "kid");
  if (kid === undefined) return undefined;
  if (typeof kid !== "string" || !kidShape.test(kid)) throw new Refusal("key");
  return kid;
}

/** Whether the header names exactly this key's algorithm, letter for letter. */
export function hasAlgorithm(header: Record<string, unknown>, algorithm: Algorithm): boolean {
  const encrypted = algorithm === "A256GCM";
  const alg = encrypted ? "dir" : algorithm;
  const enc = encrypted ? "A256GCM" : undefined;
  return own(header, "alg") === alg && own(header, "enc") === enc;
}
