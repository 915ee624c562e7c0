// Decides how one key's secret is replaced at once, by one that is entered or made here.
import { attempt, auditEntry } from "@/lib/audit/change";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { checkNewCredential } from "@/lib/embed/check-credential";
import { refuse } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import type { TokenAlgorithm } from "@/lib/vendors/contract";
import { publicHalf } from "./checks";
import { asEntered, type Made, make, newKid, requireCredential } from "./credential-change";

/**
 * Puts another secret in a key's place, at once: what the old one sealed next would be refused anyway.
 * A shared secret keeps its id, a key pair gets another.
 *
 * @param secret what the vendor made; null: make one here
 * @throws ValidationError
 */
export async function regenerateCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
  secret: string | null,
): Promise<Made> {
  const { connection, vendor, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.regenerate", connection: connection.id, kid };
  return attempt(operator, change, async () => {
    if (row.state === "retired") refuse("", "This key is retired: make a new one instead.");
    const { credential: need } = vendor;
    const algorithm = row.algorithm as TokenAlgorithm;
    const made =
      secret === null
        ? make({ algorithm, bits: bitsOf(row.publicKey), label: "" }, need)
        : { secret: asEntered(secret), told: null };
    const [problem] = checkNewCredential(need, algorithm, made.secret);
    if (problem) refuse("secret", problem);
    const publicKey = publicHalf(made.secret);
    const next = publicKey ? newKid(vendor.id) : kid;
    const belonging = { connectionId: connection.id, tenantId: row.tenantId, kid: next };
    const sealed = { encryptedSecret: encrypt(made.secret, belonging), publicKey };
    const now = new Date();
    await db().$transaction([
      publicKey
        ? db().embedCredential.create({
            data: { ...belonging, algorithm, ...sealed, state: row.state, createdAt: now },
          })
        : db().embedCredential.update({
            where: { id: row.id },
            data: { ...sealed, createdAt: now, lastUsedAt: null },
          }),
      ...(publicKey
        ? [
            db().embedCredential.update({
              where: { id: row.id },
              data: { state: "retired", retiredAt: now, retiresAt: null },
            }),
          ]
        : []),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, kid: next } }),
    ]);
    return { kid: next, secret: made.told, publicKey };
  });
}

/** The next pair is as long as the one before. */
function bitsOf(publicKey: string | null): 2048 | 3072 {
  return publicKey && publicKey.length > 500 ? 3072 : 2048;
}
