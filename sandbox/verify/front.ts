// Decides, before any cryptography, whether a string can be a token at all.
import { Refusal } from "../refusal";

export const tokenLimit = 2048;
export const urlLimit = 4096;

const jws = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const jwe = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** Header, payload and signature of a compact JWS, as they were sent. Throws Refusal. */
export function splitJws(token: string): [string, string, string] {
  const [header = "", payload = "", signature = ""] = split(token, jws);
  return [header, payload, signature];
}

/** Header, IV, ciphertext and tag of a compact JWE with an empty key part. Throws Refusal. */
export function splitJwe(token: string): [string, string, string, string] {
  const [header = "", , iv = "", ciphertext = "", tag = ""] = split(token, jwe);
  return [header, iv, ciphertext, tag];
}

function split(token: string, shape: RegExp): string[] {
  if (token === "") throw new Refusal("missing");
  if (token.length > tokenLimit) throw new Refusal("too_large");
  if (!shape.test(token)) throw new Refusal("malformed");
  const parts = token.split(".");
  // Node's decoder is lenient (unused bits, '+', '/'): only the one canonical spelling counts,
  // or one token would be many strings.
  if (!parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part)) {
    throw new Refusal("malformed");
  }
  return parts;
}
