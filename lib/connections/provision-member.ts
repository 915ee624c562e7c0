import { db } from "@/lib/db";
import type { EmbedScope, Vendor } from "@/lib/vendors/contract";
import { requireApiKey } from "./api-key";

type Member = {
  vendor: Vendor;
  connectionId: string;
  scope: EmbedScope;
  claims: Record<string, unknown>;
  settings: unknown;
  signal?: AbortSignal | undefined;
};

/**
 * Creates the viewer at the vendor before their first token, where the connection asks for it.
 *
 * @throws VendorFailure, NotConfigured
 */
export async function provisionMember(member: Member): Promise<void> {
  const { vendor, connectionId, scope, claims, settings, signal } = member;
  const provision = vendor.api?.provisionMember;
  if (!provision?.isEnabled(settings)) return;
  const key = { connectionId, kind: "member", subject: provision.subject(claims) };
  const where = { connectionId_kind_subject: key };
  const known = await db().vendorObject.findUnique({ where, select: { state: true } });
  if (known?.state === "ready") return;
  const apiKey = await requireApiKey(connectionId, vendor.credential);
  const { mapping, tenant } = scope;
  const vendorId = await provision.send({ claims, mapping, settings, apiKey, signal });
  const data = { state: "ready" as const, vendorId, tenantId: tenant.id, failure: null };
  await db().vendorObject.upsert({ where, create: { ...key, ...data }, update: data });
}
