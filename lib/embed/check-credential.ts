import { createPrivateKey, type KeyObject } from "node:crypto";
import type { CredentialSpec, TokenAlgorithm } from "@/lib/vendors/contract";
import { findWeakness } from "./weak-secret";

/** What makes a secret unusable for this vendor; empty if nothing. The texts never quote it. */
export function checkCredential(need: CredentialSpec, algorithm: string, secret: string): string[] {
  if (algorithm === "api" && need.api) return apiKeyProblems(secret);
  if (!isAccepted(need, algorithm)) {
    return [`This vendor accepts ${need.algorithms.join(" or ")}, not ${algorithm}.`];
  }
  return isShared(algorithm) ? secretProblems(need, secret) : keyProblems(algorithm, secret);
}

/** For a secret that is being entered: one that is easy to guess is refused as well. */
export function checkNewCredential(
  need: CredentialSpec,
  algorithm: string,
  secret: string,
): string[] {
  const problems = checkCredential(need, algorithm, secret);
  if (problems.length > 0 || !isAccepted(need, algorithm) || !isShared(algorithm)) return problems;
  const weakness = findWeakness(secret);
  return weakness ? [weakness] : [];
}

function secretProblems({ bytes, minBytes }: CredentialSpec, secret: string): string[] {
  if (secret.includes("-----BEGIN")) {
    return ["This is a PEM key. The vendor needs a shared secret, as plain text."];
  }
  const problems: string[] = [];
  // Never trimmed: the vendor would not trim it either, and signatures would differ.
  if (secret !== secret.trim()) {
    problems.push("The secret starts or ends with white space, such as a copied line break.");
  }
  const length = Buffer.byteLength(secret);
  if (bytes !== undefined && length !== bytes) {
    problems.push(`The secret must be exactly ${bytes} bytes long. This one has ${length}.`);
  }
  if (minBytes !== undefined && length < minBytes) {
    problems.push(`The secret must be at least ${minBytes} bytes long. This one has ${length}.`);
  }
  return problems;
}

/** The key is sent in a header. */
function apiKeyProblems(secret: string): string[] {
  if (/\s/.test(secret)) return ["The key contains white space, such as a copied line break."];
  return secret.length < 16 ? ["The key is too short. It needs at least 16 characters."] : [];
}

function keyProblems(algorithm: TokenAlgorithm, secret: string): string[] {
  if (secret.includes("PUBLIC KEY-----")) {
    return ["This is a public key. Enter the private key."];
  }
  if (!secret.includes("PRIVATE KEY-----")) {
    return ["Enter the private key in PEM. It starts with -----BEGIN PRIVATE KEY-----."];
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(secret);
  } catch {
    return ["The private key can't be read. It may be incomplete or protected by a passphrase."];
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (algorithm === "RS256") {
    if (key.asymmetricKeyType !== "rsa") return ["RS256 needs an RSA key."];
    if (modulusLength < 2048)
      return [`The RSA key needs at least 2048 bits. This one has ${modulusLength}.`];
  } else if (namedCurve !== "prime256v1") {
    return ["ES256 needs an EC key on the curve P-256."];
  }
  return [];
}

export const isShared = (algorithm: TokenAlgorithm) =>
  algorithm === "HS256" || algorithm === "dir+A256GCM";

export const isAccepted = (need: CredentialSpec, algorithm: string): algorithm is TokenAlgorithm =>
  need.algorithms.some((one) => one === algorithm);
