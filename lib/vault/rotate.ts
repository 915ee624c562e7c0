// Decides how every stored secret comes to lie under the current vault key, while the host runs.
import type { PrismaClient } from "../generated/prisma/client";
import { decrypt, encrypt, isStale, VaultError } from "./vault";

export type Rotated = {
  /** Locked again now. */
  moved: number;
  /** Lay under the current key already. */
  current: number;
  /** Cannot be opened with any key here; left as they are. */
  lost: { connection: string; kid: string }[];
};

const batch = 100;

/**
 * Locks every secret that is not under the current key again, with a new data key. Row by row, each by
 * compare-and-swap: killed midway, the next run goes on; a secret that somebody replaces meanwhile stays
 * theirs. Both keys open until it is done, so that no mint is refused.
 */
export async function rotateVault(
  db: PrismaClient,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Rotated> {
  const all = await db.embedCredential.count();
  const rotated: Rotated = { moved: 0, current: 0, lost: [] };
  let after: string | undefined;
  for (let done = 0; ; ) {
    const rows = await db.embedCredential.findMany({
      take: batch,
      ...(after && { skip: 1, cursor: { id: after } }),
      orderBy: { id: "asc" },
      include: { connection: { select: { slug: true } } },
    });
    for (const row of rows) {
      if (!isStale(row.encryptedSecret)) rotated.current += 1;
      else await move(db, row, rotated);
    }
    done += rows.length;
    onProgress(done, all);
    after = rows.at(-1)?.id;
    if (rows.length < batch) return rotated;
  }
}

type Row = {
  id: string;
  connectionId: string;
  tenantId: string | null;
  kid: string;
  encryptedSecret: string;
  connection: { slug: string };
};

async function move(db: PrismaClient, row: Row, rotated: Rotated): Promise<void> {
  try {
    const encryptedSecret = encrypt(decrypt(row.encryptedSecret, row), row);
    const { count } = await db.embedCredential.updateMany({
      where: { id: row.id, encryptedSecret: row.encryptedSecret },
      data: { encryptedSecret },
    });
    // Nobody's row any more: replaced meanwhile, so locked under the current key, or deleted.
    if (count === 1) rotated.moved += 1;
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    rotated.lost.push({ connection: row.connection.slug, kid: row.kid });
  }
}
