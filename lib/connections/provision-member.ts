import { db } from "@/lib/db";
import type { MemberRequest } from "@/lib/vendors/api-contract";
import type { Vendor } from "@/lib/vendors/contract";
import { requireApiKey } from "./api-key";

type Member = Omit<MemberRequest, "apiKey"> & { vendor: Vendor; connectionId: string };

/**
 * Creates the viewer at the vendor before their first token, where the connection asks for it.
 *
 * @throws VendorFailure, NotConfigured
 */
export async function provisionMember({ vendor, connectionId, ...member }: Member): Promise<void> {
  const provision = vendor.api?.provisionMember;
  if (!provision?.isEnabled(member.settings)) return;
  const key = { connectionId, kind: "member", subject: provision.subject(member.claims) };
  const where = { connectionId_kind_subject: key };
  const known = await db().vendorObject.findUnique({ where, select: { state: true } });
  if (known?.state === "ready") return;
  const apiKey = await requireApiKey(connectionId, vendor.credential);
  const vendorId = await provision.send({ ...member, apiKey });
  const tenantId = member.scope.tenant.id;
  const data = { state: "ready" as const, vendorId, tenantId, failure: null };
  await db().vendorObject.upsert({ where, create: { ...key, ...data }, update: data });
}
