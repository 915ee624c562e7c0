// Decides how a key is made here: by the system's random source, as long as the vendor's need says.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { CredentialSpec, TokenAlgorithm } from "@/lib/vendors/contract";

/** What one can ask for; RSA comes in two lengths. */
export type Recipe = { algorithm: TokenAlgorithm; bits?: 2048 | 3072; label: string };

/** What a form offers for this vendor, in its order. */
export function recipesOf(need: CredentialSpec): (Recipe & { value: string })[] {
  return need.algorithms.flatMap((algorithm): (Recipe & { value: string })[] => {
    if (algorithm !== "RS256") return [{ algorithm, value: algorithm, label: labels[algorithm] }];
    return ([2048, 3072] as const).map((bits) => ({
      ...{ algorithm, bits },
      value: `${algorithm}-${bits}`,
      label: `RS256, an RSA key pair of ${bits} bits`,
    }));
  });
}

const labels: Record<Exclude<TokenAlgorithm, "RS256">, string> = {
  HS256: "HS256, a shared secret",
  ES256: "ES256, a key pair on the curve P-256",
  "dir+A256GCM": "AES-256-GCM, a shared secret of 32 characters",
};

/** A fresh secret: plain text without white space, or a private key in PKCS#8 PEM. */
export function makeSecret({ algorithm, bits = 2048 }: Recipe, need: CredentialSpec): string {
  const pem = { type: "pkcs8", format: "pem" } as const;
  if (algorithm === "RS256") {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: bits });
    return privateKey.export(pem).toString();
  }
  if (algorithm === "ES256") {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    return privateKey.export(pem).toString();
  }
  // Each character of base64url carries six bits: 32 of them still hold 192.
  const length = need.bytes ?? Math.max(48, need.minBytes ?? 0);
  return randomBytes(length).toString("base64url").slice(0, length);
}
