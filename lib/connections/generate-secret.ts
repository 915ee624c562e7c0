import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { CredentialSpec, TokenAlgorithm } from "@/lib/vendors/contract";

/** A kind of key that can be generated here. `value` is what a form submits. */
export type KeyType = {
  value: string;
  label: string;
  algorithm: TokenAlgorithm;
  bits?: 2048 | 3072;
};

const labels: Record<Exclude<TokenAlgorithm, "RS256">, string> = {
  HS256: "HS256 (shared secret)",
  ES256: "ES256 (P-256 key pair)",
  "dir+A256GCM": "AES-256-GCM (32-character shared secret)",
};

export function listKeyTypes({ algorithms }: CredentialSpec): KeyType[] {
  return algorithms.flatMap((algorithm): KeyType[] => {
    if (algorithm !== "RS256") return [{ value: algorithm, algorithm, label: labels[algorithm] }];
    return ([2048, 3072] as const).map((bits) => ({
      value: `${algorithm}-${bits}`,
      label: `RS256 (${bits}-bit RSA key pair)`,
      algorithm,
      bits,
    }));
  });
}

/** Plain text without white space, or a private key in PKCS#8 PEM. */
export function generateSecret(
  { algorithm, bits = 2048 }: Pick<KeyType, "algorithm" | "bits">,
  need: CredentialSpec,
): string {
  if (algorithm === "RS256" || algorithm === "ES256") {
    const { privateKey } =
      algorithm === "RS256"
        ? generateKeyPairSync("rsa", { modulusLength: bits })
        : generateKeyPairSync("ec", { namedCurve: "P-256" });
    return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  }
  // Each character of base64url carries six bits: 32 of them still hold 192.
  const length = need.bytes ?? Math.max(48, need.minBytes ?? 0);
  return randomBytes(length).toString("base64url").slice(0, length);
}
