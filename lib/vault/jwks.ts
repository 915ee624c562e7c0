// Decides which public keys the world may see: those of keys that sign, have just signed, or soon will.
import { createPublicKey } from "node:crypto";
import type { JWK } from "jose";
import { db } from "@/lib/db";

/** For how long a verifier may keep the list: a waiting key should wait at least that long. */
export const publicKeysSeconds = 300;

/**
 * JWKs with `kid`, `alg` and `use`. A waiting key is in the list before its first token, a retiring one
 * stays until its last token has expired and every kept copy of the list has run out.
 */
export async function listPublicKeys(): Promise<JWK[]> {
  const stillKept = new Date(Date.now() - publicKeysSeconds * 1_000);
  const rows = await db().embedCredential.findMany({
    where: {
      publicKey: { not: null },
      state: { not: "retired" },
      OR: [{ retiresAt: null }, { state: { not: "retiring" } }, { retiresAt: { gt: stillKept } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { kid: true, algorithm: true, publicKey: true },
  });
  return rows.flatMap(({ kid, algorithm, publicKey }) =>
    publicKey
      ? [
          {
            ...createPublicKey(publicKey).export({ format: "jwk" }),
            kid,
            alg: algorithm,
            use: "sig",
          },
        ]
      : [],
  );
}
