// Decides whether a person must be made known to the vendor before their token goes out, and remembers it.
import { db } from "@/lib/db";
import { findProvisioner } from "@/lib/vendors/calls";
import type { EmbedScope, Vendor } from "@/lib/vendors/contract";
import { requireApiKey } from "./api-key";

type Member = {
  vendor: Vendor;
  connectionId: string;
  scope: EmbedScope;
  claims: Record<string, unknown>;
  settings: unknown;
};

/**
 * Nothing at most vendors, and nothing for a person who was made known before.
 *
 * @throws VendorFailure, NotConfigured
 */
export async function provisionMember(member: Member): Promise<void> {
  const { vendor, connectionId, scope, claims, settings } = member;
  const provisioner = findProvisioner(vendor.id, settings);
  if (!provisioner) return;
  const subject = provisioner.subject({ claims });
  const key = { connectionId, kind: "member", subject };
  const where = { connectionId_kind_subject: key };
  const known = await db().vendorObject.findUnique({ where, select: { state: true } });
  if (known?.state === "ready") return;
  const apiKey = await requireApiKey(connectionId, vendor.credential);
  const vendorId = await provisioner.ensure({ scope, claims, settings, apiKey });
  const made = { state: "ready" as const, vendorId, tenantId: scope.tenant.id, failure: null };
  await db().vendorObject.upsert({ where, create: { ...key, ...made }, update: made });
}
