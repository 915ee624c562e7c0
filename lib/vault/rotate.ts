import type { PrismaClient } from "../generated/prisma/client";
import { decrypt, encrypt, isStale, VaultError } from "./vault";

export type Rotated = {
  /** Encrypted again under the current vault key. */
  moved: number;
  /** Already under the current vault key. */
  current: number;
  /** Can't be decrypted with any key here; left unchanged. */
  lost: { connection: string; kid: string }[];
};

const batchSize = 100;

/**
 * Encrypts every secret again under the current vault key while the host runs. Each row is a
 * compare-and-swap, so a killed run can be repeated and a secret replaced meanwhile is kept. Both vault
 * keys decrypt until it is done, so no mint fails.
 */
export async function rotateVault(
  db: PrismaClient,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Rotated> {
  const total = await db.embedCredential.count();
  const rotated: Rotated = { moved: 0, current: 0, lost: [] };
  let after: string | undefined;
  for (let done = 0; ; ) {
    const rows = await db.embedCredential.findMany({
      take: batchSize,
      ...(after && { skip: 1, cursor: { id: after } }),
      orderBy: { id: "asc" },
      include: { connection: { select: { slug: true } } },
    });
    for (const row of rows) {
      if (!isStale(row.encryptedSecret)) rotated.current += 1;
      else await reencrypt(db, row, rotated);
    }
    done += rows.length;
    onProgress(done, total);
    after = rows.at(-1)?.id;
    if (rows.length < batchSize) return rotated;
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

async function reencrypt(db: PrismaClient, row: Row, rotated: Rotated): Promise<void> {
  try {
    const encryptedSecret = encrypt(decrypt(row.encryptedSecret, row), row);
    const { count } = await db.embedCredential.updateMany({
      where: { id: row.id, encryptedSecret: row.encryptedSecret },
      data: { encryptedSecret },
    });
    // 0: replaced meanwhile, and so under the current key, or deleted.
    rotated.moved += count;
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    rotated.lost.push({ connection: row.connection.slug, kid: row.kid });
  }
}
