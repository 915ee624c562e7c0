import { createDecipheriv } from "node:crypto";
import { z } from "zod";
import { findDashboard } from "@/lib/access/dashboards";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { seesPanel } from "@/lib/users/developer-panel";
import { decrypt } from "@/lib/vault/vault";
import { maxTokenLength } from "./token";

/** The `id` of a mint and its encrypted token, in compact form. */
export const decryptRequestSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  token: z
    .string()
    .max(maxTokenLength)
    .regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/),
});

export type DecodedToken = {
  header: Record<string, unknown>;
  /** Null for a token encrypted with a key that is not in the vault. */
  claims: Record<string, unknown> | null;
};

const jsonObject = z.record(z.string(), z.unknown());

/**
 * The claims of an encrypted token, for the developer panel; also of an expired one. Only for the person
 * it was minted for: the audit knows its credential and the second it expires.
 *
 * @throws Problem `not_allowed` without the panel, `not_found` for any token that isn't the viewer's
 */
export async function decryptClaims(
  viewer: Viewer,
  slug: string,
  { id, token }: z.infer<typeof decryptRequestSchema>,
): Promise<{ claims: Record<string, unknown> }> {
  if (!seesPanel(viewer)) {
    throw new Problem("not_allowed", "You don't have access to the developer panel.");
  }
  const unknown = new Problem("not_found", "This token wasn't minted for you.");
  if (!(await findDashboard(viewer, slug))) throw unknown;
  const minted = await db().auditEvent.findFirst({
    where: {
      tokenId: id,
      userId: viewer.user.id,
      tenantId: viewer.tenant.id,
      dashboard: slug,
      action: "mint",
      outcome: "allowed",
    },
    select: { connection: true, kid: true, expiresAt: true },
  });
  if (!minted?.connection || !minted.expiresAt) throw unknown;
  const decoded = await decodeToken(token, minted.connection).catch(() => null);
  if (!decoded?.claims || decoded.header.kid !== minted.kid) throw unknown;
  if (Number(decoded.claims.exp) * 1_000 !== minted.expiresAt.getTime()) throw unknown;
  return { claims: decoded.claims };
}

/**
 * Header and claims as they are in the token, decrypted with the connection's credential.
 *
 * @throws for a token that is malformed or was changed
 */
export async function decodeToken(token: string, connectionId: string): Promise<DecodedToken> {
  const parts = token.split(".");
  const header = parseObject(Buffer.from(parts[0] ?? "", "base64url"));
  if (parts.length === 3) {
    return { header, claims: parseObject(Buffer.from(parts[1] ?? "", "base64url")) };
  }
  const kid = typeof header.kid === "string" ? header.kid : "";
  const credential = await db().embedCredential.findUnique({
    where: { connectionId_kid: { connectionId, kid } },
  });
  if (credential?.algorithm !== "dir+A256GCM") return { header, claims: null };
  return {
    header,
    claims: parseObject(decryptCompact(parts, decrypt(credential.encryptedSecret, credential))),
  };
}

// node:crypto and not jose: tokens that the vendor creates may have a longer IV.
function decryptCompact([header = "", , iv = "", text = "", tag = ""]: string[], secret: string) {
  const decipher = createDecipheriv(
    "aes-256-gcm",
    Buffer.from(secret, "utf8"),
    Buffer.from(iv, "base64url"),
    { authTagLength: 16 },
  )
    .setAAD(Buffer.from(header, "ascii"))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]);
}

const parseObject = (bytes: Buffer) => jsonObject.parse(JSON.parse(bytes.toString("utf8")));
