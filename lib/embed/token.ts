// Decides how claims become a token: signed or encrypted as the vendor takes it, or refused by name.
import { createPrivateKey, type KeyObject } from "node:crypto";
import { EncryptJWT, SignJWT } from "jose";
import type { CredentialSpec, TokenAlgorithm } from "@/lib/vendors/contract";
import { weakness } from "./weak-secret";

/** Longest token we let out: it travels in URLs, and proxies stop at a few kB. */
export const maxTokenLength = 2048;
/** Longest `src` of a frame. */

export type TokenErrorCode = "bad_key" | "bad_algorithm" | "missing_kid" | "token_too_long";

/** What went wrong, in words that hold no key, claim or token. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  constructor(
    readonly code: TokenErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export type CreateTokenOptions = {
  /** As stored with the credential; must be one the vendor takes. */
  algorithm: string;
  need: CredentialSpec;
  /** The credential's id; goes into the header where the vendor wants one. */
  kid: string | null;
  /** A shared secret's text, or a private key in PEM (PKCS#8 or PKCS#1). */
  secret: string;
};

/**
 * The token for these claims, which go into it exactly as given: no member is added, changed or left
 * out here. Throws `TokenError`.
 */
export async function createToken(claims: object, options: CreateTokenOptions): Promise<string> {
  const { need, secret } = options;
  const algorithm = accepted(need, options.algorithm);
  const [problem] = checkCredential(need, algorithm, secret);
  if (problem) throw new TokenError("bad_key", problem);
  const payload = { ...claims };
  const header = headerFor(algorithm, need, options.kid);
  const token =
    header.alg === "dir"
      ? await new EncryptJWT(payload).setProtectedHeader(header).encrypt(textBytes(secret))
      : await new SignJWT(payload).setProtectedHeader(header).sign(signingKey(algorithm, secret));
  if (token.length > maxTokenLength) {
    const length = `${token.length} characters, more than ${maxTokenLength}`;
    throw new TokenError("token_too_long", `The token has ${length}: shorten names or teams.`);
  }
  return token;
}

/**
 * What is wrong with a secret for this vendor, in plain words without any of it; empty: nothing. For
 * the form where one is entered, and for the doctor.
 */
export function checkCredential(need: CredentialSpec, algorithm: string, secret: string): string[] {
  if (algorithm === "api" && need.api) return apiKeyProblems(secret);
  if (!isAccepted(need, algorithm)) {
    return [`This vendor takes ${need.algorithms.join(" or ")}, not ${algorithm}.`];
  }
  return isShared(algorithm) ? secretProblems(need, secret) : keyProblems(algorithm, secret);
}

/**
 * The same for a secret that is about to be entered: also refused when it is easy to guess. What is in
 * use already goes on sealing, since to stop would blank its dashboards.
 */
export function checkNewCredential(
  need: CredentialSpec,
  algorithm: string,
  secret: string,
): string[] {
  const problems = checkCredential(need, algorithm, secret);
  if (problems.length > 0 || !isAccepted(need, algorithm) || !isShared(algorithm)) return problems;
  const weak = weakness(secret);
  return weak ? [weak] : [];
}

/** The only place that writes a header: the claims never hold `alg`, `enc`, `kid` or `typ`. */
function headerFor(algorithm: TokenAlgorithm, need: CredentialSpec, kid: string | null) {
  const named = need.kid === "required" ? { kid: requireKid(kid) } : {};
  // Explo's samples carry no `typ`; for signatures it is what every vendor's sample sends.
  if (algorithm === "dir+A256GCM") return { alg: "dir", enc: "A256GCM", ...named } as const;
  return { alg: algorithm, typ: "JWT", ...named } as const;
}

function requireKid(kid: string | null): string {
  if (kid) return kid;
  throw new TokenError(
    "missing_kid",
    "This vendor finds the key by its id, and the credential has none.",
  );
}

function secretProblems({ bytes, minBytes }: CredentialSpec, secret: string): string[] {
  if (secret.includes("-----BEGIN")) {
    return ["This is a key in PEM; the vendor wants a shared secret, as plain text."];
  }
  const problems: string[] = [];
  // Never trimmed: the vendor's half would not be, and the signatures would differ.
  if (secret !== secret.trim()) {
    problems.push(
      "The secret begins or ends with white space, perhaps a line break of a copied file.",
    );
  }
  const { length } = textBytes(secret);
  if (bytes !== undefined && length !== bytes) {
    problems.push(`The secret must be exactly ${bytes} bytes long; this one has ${length}.`);
  }
  if (minBytes !== undefined && length < minBytes) {
    problems.push(`The secret must be at least ${minBytes} bytes long; this one has ${length}.`);
  }
  return problems;
}

/** A key for the vendor's API travels in a header, so it is one word. */
function apiKeyProblems(secret: string): string[] {
  if (/\s/.test(secret))
    return ["The key holds white space, perhaps a line break of a copied file."];
  return secret.length < 16 ? ["The key is too short: at least 16 characters."] : [];
}

function keyProblems(algorithm: TokenAlgorithm, secret: string): string[] {
  if (secret.includes("PUBLIC KEY-----")) {
    return ["This is the public half. Enter the private key, which stays in the vault."];
  }
  if (!secret.includes("PRIVATE KEY-----")) {
    return ["The private key must be in PEM: it begins with -----BEGIN PRIVATE KEY-----."];
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(secret);
  } catch {
    return ["The private key cannot be read: it is cut off, changed or protected by a passphrase."];
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (algorithm === "RS256") {
    if (key.asymmetricKeyType !== "rsa") return ["RS256 needs an RSA key; this is another kind."];
    if (modulusLength < 2048)
      return [`RSA needs at least 2048 bits; this key has ${modulusLength}.`];
  } else if (namedCurve !== "prime256v1") {
    return ["ES256 needs an EC key on the curve P-256; this is another kind."];
  }
  return [];
}

// node:crypto and not jose's importPKCS8: Scoop's guide shows keys in PKCS#1, which that refuses.
const signingKey = (algorithm: TokenAlgorithm, secret: string) =>
  isShared(algorithm) ? textBytes(secret) : createPrivateKey(secret);

const textBytes = (secret: string) => new TextEncoder().encode(secret);

const isShared = (algorithm: TokenAlgorithm) =>
  algorithm === "HS256" || algorithm === "dir+A256GCM";

const isAccepted = (need: CredentialSpec, algorithm: string): algorithm is TokenAlgorithm =>
  need.algorithms.some((one) => one === algorithm);

function accepted(need: CredentialSpec, algorithm: string): TokenAlgorithm {
  if (isAccepted(need, algorithm)) return algorithm;
  throw new TokenError("bad_algorithm", `This vendor does not take ${algorithm}.`);
}
