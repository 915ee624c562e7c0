// Decides which key opens a vendor's API: the connection's own, or the signing one where the vendor allows it.
import { db } from "@/lib/db";
import { decrypt } from "@/lib/vault/vault";
import { type CredentialNeed, NotConfigured } from "@/lib/vendors/contract";

/** Id and secret of the newest active key. @throws NotConfigured when there is none */
export async function requireApiKey(
  connectionId: string,
  need: CredentialNeed,
): Promise<{ id: string; secret: string }> {
  const rows = await db().embedCredential.findMany({
    where: { connectionId, state: "active", tenantId: null },
    orderBy: { createdAt: "desc" },
    select: { kid: true, algorithm: true, encryptedSecret: true, tenantId: true },
  });
  const own = rows.find(({ algorithm }) => algorithm === "api");
  const row = own ?? (need.api?.orSigning ? rows[0] : undefined);
  if (!row) {
    const what = need.api?.label ?? "key";
    throw new NotConfigured("credential.api", `The vendor's API needs a credential: ${what}.`);
  }
  return { id: row.kid, secret: decrypt(row.encryptedSecret, { connectionId, ...row }) };
}
