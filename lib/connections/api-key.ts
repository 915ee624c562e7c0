import { db } from "@/lib/db";
import { decrypt } from "@/lib/vault/vault";
import type { ApiKey } from "@/lib/vendors/api-contract";
import { type CredentialSpec, NotConfigured } from "@/lib/vendors/contract";

/** The newest active key for the vendor's API. @throws NotConfigured when there is none */
export async function requireApiKey(
  connectionId: string,
  { api }: CredentialSpec,
): Promise<ApiKey> {
  const rows = await db().embedCredential.findMany({
    where: { connectionId, state: "active", tenantId: null },
    orderBy: { createdAt: "desc" },
    select: { kid: true, algorithm: true, encryptedSecret: true, tenantId: true },
  });
  const apiRow = rows.find(({ algorithm }) => algorithm === "api");
  const row = apiRow ?? (api?.orSigning ? rows[0] : undefined);
  if (!row) {
    const label = api?.label ?? "API key";
    throw new NotConfigured("credential.api", `The vendor's API needs a credential: ${label}.`);
  }
  return { id: row.kid, secret: decrypt(row.encryptedSecret, { connectionId, ...row }) };
}
