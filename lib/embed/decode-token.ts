// Decides what a token really says: read from the token itself, decrypted where it is encrypted.
import { createDecipheriv } from "node:crypto";
import { db } from "@/lib/db";
import { decrypt } from "@/lib/vault/vault";

export type Opened = {
  header: Record<string, unknown>;
  /** Null where it is encrypted under a key that is not in the vault. */
  claims: Record<string, unknown> | null;
};

const part = (text = "") =>
  JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Record<string, unknown>;

/** Header and claims of a token that this connection's key made. */
export async function openToken(token: string, connectionId: string): Promise<Opened> {
  const parts = token.split(".");
  const header = part(parts[0]);
  if (parts.length === 3) return { header, claims: part(parts[1]) };
  const kid = typeof header.kid === "string" ? header.kid : "";
  const row = await db().embedCredential.findUnique({
    where: { connectionId_kid: { connectionId, kid } },
  });
  if (!row) return { header, claims: null };
  const [first = "", , iv = "", text = "", tag = ""] = parts;
  // node:crypto and not jose: tokens of a vendor's own making may carry a longer IV.
  const decipher = createDecipheriv(
    "aes-256-gcm",
    Buffer.from(decrypt(row.encryptedSecret, row), "utf8"),
    Buffer.from(iv, "base64url"),
    { authTagLength: 16 },
  )
    .setAAD(Buffer.from(first, "ascii"))
    .setAuthTag(Buffer.from(tag, "base64url"));
  const plain = Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]);
  return { header, claims: JSON.parse(plain.toString("utf8")) as Record<string, unknown> };
}
