import { createPublicKey } from "node:crypto";
import type { JWK } from "jose";
import { db } from "@/lib/db";

/** How long a verifier may cache the list. A pending key should wait at least this long. */
export const publicKeysSeconds = 300;

/**
 * JWKs with `kid`, `alg` and `use`. A pending key is published before its first token; a retiring one
 * until its last token has expired in every cached copy of the list.
 */
export async function listPublicKeys(): Promise<JWK[]> {
  const cachedSince = new Date(Date.now() - publicKeysSeconds * 1_000);
  const rows = await db().embedCredential.findMany({
    where: {
      publicKey: { not: null },
      state: { not: "retired" },
      OR: [{ retiresAt: null }, { state: { not: "retiring" } }, { retiresAt: { gt: cachedSince } }],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { kid: true, algorithm: true, publicKey: true },
  });
  return rows.flatMap(({ kid, algorithm, publicKey }) => {
    if (!publicKey) return [];
    const jwk = createPublicKey(publicKey).export({ format: "jwk" });
    return [{ ...jwk, kid, alg: algorithm, use: "sig" }];
  });
}
