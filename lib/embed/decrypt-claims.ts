// Decides whose encrypted token is opened for reading: one's own, of a dashboard one may still see.
import { compactDecrypt, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { findDashboard } from "@/lib/access/dashboards";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { seesPanel } from "@/lib/users/developer-panel";
import { decrypt } from "@/lib/vault/vault";
import { maxTokenLength } from "./token";

/** `id` of the mint, as its answer says, and its token in compact form. */
export const openSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  token: z
    .string()
    .max(maxTokenLength)
    .regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/),
});

const claimsSchema = z.looseObject({ exp: z.number().int() });

/**
 * The claims of an encrypted token, for the developer panel; expired ones open too. Only for the person
 * it was minted for, by the audit: its key, and the second at which it expires.
 *
 * @throws Problem `not_allowed` without the panel, `not_found` for everything that is not one's own.
 */
export async function openToken(
  viewer: Viewer,
  slug: string,
  { id, token }: z.infer<typeof openSchema>,
): Promise<{ claims: Record<string, unknown> }> {
  if (!seesPanel(viewer)) throw new Problem("not_allowed", "The developer panel is not yours.");
  const unknown = new Problem("not_found", "No such token was given to you.");
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
  if (!minted?.connection || minted.kid === null) throw unknown;
  const { connection: connectionId, kid } = minted;
  const credential = await db().embedCredential.findUnique({
    where: { connectionId_kid: { connectionId, kid } },
    select: { tenantId: true, algorithm: true, encryptedSecret: true },
  });
  if (credential?.algorithm !== "dir+A256GCM") throw unknown;
  const { tenantId } = credential;
  const secret = decrypt(credential.encryptedSecret, { connectionId, tenantId, kid });
  const claims = await decryptToken(token, kid, secret).catch(() => null);
  if (!claims || claims.exp * 1_000 !== minted.expiresAt?.getTime()) throw unknown;
  return { claims };
}

async function decryptToken(token: string, kid: string, secret: string) {
  if (decodeProtectedHeader(token).kid !== kid) return null;
  const { plaintext } = await compactDecrypt(token, new TextEncoder().encode(secret), {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return claimsSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
}
