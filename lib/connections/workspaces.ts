// Decides how a tenant comes to have a place of its own at a vendor that gives each customer one: made by a
// call, retried, and visible while it is missing.

import { recordEvent } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { refuse } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import { findFounder, type Place } from "@/lib/vendors/calls";
import { NotConfigured } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { requireApiKey } from "./api-key";

export type PlaceState = "missing" | "creating" | "ready" | "failed";

export type PlaceRow = {
  tenant: { id: string; slug: string; name: string };
  connection: { id: string; slug: string; name: string };
  state: PlaceState;
  /** The vendor's id of it; null while there is none. */
  vendorId: string | null;
  /** Why the last try failed, a sentence. */
  failure: string | null;
  tries: number;
};

/** A try that has said nothing for so long was cut off. */
const staleMs = 60_000;
const pageSize = 50;

/**
 * Tenants beside connections whose vendor gives each its own place; those without one first.
 *
 * @param page from 1; 50 rows each
 */
export async function listPlaces(
  _operator: SignedIn,
  page: number,
): Promise<{ rows: PlaceRow[]; more: boolean }> {
  const connections = (
    await db().embedConnection.findMany({
      where: { disabledAt: null },
      orderBy: { slug: "asc" },
      select: { id: true, slug: true, name: true, vendor: true },
    })
  ).filter(({ vendor }) => findFounder(vendor));
  const rows = await db().$queryRaw<(Omit<PlaceRow, "state"> & { state: PlaceState })[]>`
    select json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) as tenant,
      json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) as connection,
      coalesce(o.state::text, case when m."tenantId" is null then 'missing' else 'ready' end) as state,
      o."vendorId", o.failure, coalesce(o.tries, 0) as tries
    from "Tenant" t cross join "EmbedConnection" c
    left join "VendorObject" o on o."connectionId" = c.id and o.kind = 'workspace' and o.subject = t.id
    left join "TenantMapping" m on m."tenantId" = t.id and m."connectionId" = c.id and m.region = ''
    where t."suspendedAt" is null and c.id = any(${connections.map(({ id }) => id)}::text[])
    order by coalesce(o.state::text, case when m."tenantId" is null then 'missing' else 'ready' end) = 'ready',
      t.name, c.slug
    limit ${pageSize + 1} offset ${(Math.max(1, page) - 1) * pageSize}`;
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize };
}

/**
 * Makes the tenant's place, or finds the one that an earlier try made: the vendor is asked under the same
 * idempotency key every time. What comes back (names, secret) is entered as mapping and credential.
 *
 * @returns how it stands afterwards; a failure is remembered, not thrown
 * @throws ValidationError where there is no such tenant or connection, or its vendor makes no places
 */
export async function makePlace(
  { user }: SignedIn,
  connectionId: string,
  tenantId: string,
): Promise<{ state: PlaceState; failure: string | null }> {
  const [connection, tenant] = await Promise.all([
    db().embedConnection.findUnique({ where: { id: connectionId } }),
    db().tenant.findUnique({ where: { id: tenantId } }),
  ]);
  if (!connection) return refuse("", "This connection does not exist any more.");
  if (!tenant) return refuse("", "This tenant does not exist any more.");
  const vendor = requireVendor(connection.vendor);
  const found = findFounder(vendor.id);
  if (!found) return refuse("", `${vendor.label} makes no places by a call.`);
  const key = { connectionId, kind: "workspace", subject: tenantId };
  if (!(await begin(key))) return { state: "creating", failure: null };

  const auditEntry = {
    ...{ action: "vendor.place", userId: user.id, email: user.email, tenantId },
    ...{ tenantSlug: tenant.slug, connection: connectionId },
  };
  try {
    const place = await found({
      tenant: { slug: tenant.slug, name: tenant.name },
      settings: vendor.settings.parse(connection.settings),
      apiKey: await requireApiKey(connectionId, vendor.credential),
      idempotencyKey: `mullion-${connectionId}-${tenantId}`,
      hostOrigin: env().origin,
    });
    await enter(key, tenantId, place);
    await recordEvent({ ...auditEntry, outcome: "allowed", kid: place.credential.kid });
    return { state: "ready", failure: null };
  } catch (error) {
    const failure = sentenceOf(error);
    const where = { connectionId_kind_subject: key };
    await db().vendorObject.update({ where, data: { state: "failed", failure } });
    const reason = error instanceof VendorFailure ? `vendor: ${error.kind}` : "not_configured";
    await recordEvent({ ...auditEntry, outcome: "failed", reason });
    return { state: "failed", failure };
  }
}

type Key = { connectionId: string; kind: string; subject: string };

/** Takes the turn; false while another try is on its way. */
async function begin(key: Key): Promise<boolean> {
  await db().vendorObject.createMany({
    data: [{ ...key, tenantId: key.subject, state: "failed", failure: null }],
    skipDuplicates: true,
  });
  const free = { updatedAt: { lt: new Date(Date.now() - staleMs) } };
  const { count } = await db().vendorObject.updateMany({
    where: { ...key, OR: [{ state: { not: "creating" } }, free] },
    data: { state: "creating", failure: null, tries: { increment: 1 } },
  });
  return count === 1;
}

async function enter(key: Key, tenantId: string, place: Place): Promise<void> {
  const { connectionId } = key;
  const { kid, algorithm, secret } = place.credential;
  const encryptedSecret = encrypt(secret, { connectionId, tenantId, kid });
  const mapping = { tenantId, connectionId, region: "" };
  const where = { tenantId_connectionId_region: mapping };
  const present = await db().tenantMapping.findUnique({ where });
  // Names that somebody added to the mapping stay.
  const names = { ...(present?.names as object | undefined), ...place.names };
  const data = { algorithm, encryptedSecret, tenantId, state: "active" as const };
  await db().$transaction([
    db().embedCredential.upsert({
      where: { connectionId_kid: { connectionId, kid } },
      create: { connectionId, kid, ...data },
      update: data,
    }),
    db().tenantMapping.upsert({ where, create: { ...mapping, names }, update: { names } }),
    db().vendorObject.update({
      where: { connectionId_kind_subject: key },
      data: { state: "ready", vendorId: place.vendorId, failure: null },
    }),
  ]);
}

function sentenceOf(error: unknown): string {
  if (error instanceof VendorFailure || error instanceof NotConfigured) return error.message;
  return "Something on our side failed.";
}
