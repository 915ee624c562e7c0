// Decides what is told of a key: everything but the key. Also when an old one has done its time.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import type { CredentialState } from "../generated/prisma/client";

export type CredentialRow = {
  id: string;
  kid: string;
  algorithm: string;
  /** Whose it is; null: every tenant's. */
  tenant: { slug: string; name: string } | null;
  state: CredentialState;
  /** PEM; only of key pairs. */
  publicKey: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** While retiring: when its last token has expired. */
  retiresAt: Date | null;
  retiredAt: Date | null;
};

type Standing = { state: CredentialState; retiresAt: Date | null };

/** A retiring key is retired once its last token has expired; nobody has to come by and say so. */
export function standingOf({ state, retiresAt }: Standing, now: Date): CredentialState {
  return state === "retiring" && retiresAt && retiresAt <= now ? "retired" : state;
}

const order: Record<CredentialState, number> = { pending: 0, active: 1, retiring: 2, retired: 3 };

/** A connection's keys, those in use first. @param _operator proof of `requireOperator` */
export async function listCredentials(
  _operator: SignedIn,
  connectionId: string,
): Promise<CredentialRow[]> {
  const rows = await db().embedCredential.findMany({
    where: { connectionId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      ...{ id: true, kid: true, algorithm: true, state: true, publicKey: true, createdAt: true },
      ...{ lastUsedAt: true, retiresAt: true, retiredAt: true },
      tenant: { select: { slug: true, name: true } },
    },
  });
  const now = new Date();
  return rows
    .map((row) => {
      const state = standingOf(row, now);
      const retiredAt = row.retiredAt ?? (state === "retired" ? row.retiresAt : null);
      return { ...row, state, retiredAt };
    })
    .sort((a, b) => order[a.state] - order[b.state]);
}

/** The public half of a key pair, for a download. @param _operator proof of `requireOperator` */
export async function findPublicKey(
  _operator: SignedIn,
  connectionSlug: string,
  kid: string,
): Promise<string | null> {
  const row = await db().embedCredential.findFirst({
    where: { kid, connection: { slug: connectionSlug } },
    select: { publicKey: true },
  });
  return row?.publicKey ?? null;
}
