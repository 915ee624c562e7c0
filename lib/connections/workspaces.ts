import { recordEvent } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { refuse } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import type { Workspace } from "@/lib/vendors/api-contract";
import { NotConfigured } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { requireApiKey } from "./api-key";

export type WorkspaceState = "missing" | "creating" | "ready" | "failed";

export type WorkspaceRow = {
  tenant: { id: string; slug: string; name: string };
  connection: { id: string; slug: string; name: string };
  state: WorkspaceState;
  vendorId: string | null;
  /** Why the last attempt failed, for operators. */
  failure: string | null;
  tries: number;
};

/** An attempt that takes longer was cut off. */
const staleMs = 60_000;
const pageSize = 50;

/**
 * Every tenant with every connection whose vendor creates workspaces; those without one first.
 *
 * @param page from 1; 50 rows each
 */
export async function listWorkspaces(
  _operator: SignedIn,
  page: number,
): Promise<{ rows: WorkspaceRow[]; more: boolean }> {
  const connections = (
    await db().embedConnection.findMany({
      where: { disabledAt: null },
      orderBy: { slug: "asc" },
      select: { id: true, slug: true, name: true, vendor: true },
    })
  ).filter(({ vendor }) => findVendor(vendor)?.api?.createWorkspace);
  const rows = await db().$queryRaw<WorkspaceRow[]>`
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
 * Creates the tenant's workspace at the vendor and stores its mapping and credential. Safe to repeat:
 * every attempt sends the same idempotency key.
 *
 * @returns the state afterwards; a failed call is stored, not thrown
 * @throws ValidationError for an unknown tenant or connection, or a vendor without workspaces
 */
export async function createWorkspace(
  { user }: SignedIn,
  connectionId: string,
  tenantId: string,
): Promise<{ state: WorkspaceState; failure: string | null }> {
  const [connection, tenant] = await Promise.all([
    db().embedConnection.findUnique({ where: { id: connectionId } }),
    db().tenant.findUnique({ where: { id: tenantId } }),
  ]);
  if (!connection) return refuse("", "This connection no longer exists.");
  if (!tenant) return refuse("", "This tenant no longer exists.");
  const vendor = requireVendor(connection.vendor);
  if (!vendor.api?.createWorkspace) {
    return refuse("", `${vendor.label} doesn't create workspaces through its API.`);
  }
  const key = { connectionId, kind: "workspace", subject: tenantId };
  if (!(await startAttempt(key))) return { state: "creating", failure: null };

  const auditEntry = {
    ...{ action: "workspace.create", userId: user.id, email: user.email, tenantId },
    ...{ tenantSlug: tenant.slug, connection: connectionId },
  };
  try {
    const workspace = await vendor.api.createWorkspace({
      tenant: { slug: tenant.slug, name: tenant.name },
      settings: vendor.settings.parse(connection.settings),
      apiKey: await requireApiKey(connectionId, vendor.credential),
      idempotencyKey: `mullion-${connectionId}-${tenantId}`,
      hostOrigin: env().origin,
    });
    await saveWorkspace(key, tenantId, workspace);
    await recordEvent({ ...auditEntry, outcome: "allowed", kid: workspace.credential.kid });
    return { state: "ready", failure: null };
  } catch (error) {
    const failure = messageOf(error);
    const where = { connectionId_kind_subject: key };
    await db().vendorObject.update({ where, data: { state: "failed", failure } });
    const reason = error instanceof VendorFailure ? `vendor: ${error.kind}` : "not_configured";
    await recordEvent({ ...auditEntry, outcome: "failed", reason });
    return { state: "failed", failure };
  }
}

type Key = { connectionId: string; kind: string; subject: string };

/** False while another attempt is running. */
async function startAttempt(key: Key): Promise<boolean> {
  await db().vendorObject.createMany({
    data: [{ ...key, tenantId: key.subject, state: "failed", failure: null }],
    skipDuplicates: true,
  });
  const stale = { updatedAt: { lt: new Date(Date.now() - staleMs) } };
  const { count } = await db().vendorObject.updateMany({
    where: { ...key, OR: [{ state: { not: "creating" } }, stale] },
    data: { state: "creating", failure: null, tries: { increment: 1 } },
  });
  return count === 1;
}

async function saveWorkspace(key: Key, tenantId: string, workspace: Workspace): Promise<void> {
  const { connectionId } = key;
  const { kid, algorithm, secret } = workspace.credential;
  const encryptedSecret = encrypt(secret, { connectionId, tenantId, kid });
  const mapping = { tenantId, connectionId, region: "" };
  const where = { tenantId_connectionId_region: mapping };
  const present = await db().tenantMapping.findUnique({ where });
  // An operator may have added more to the mapping.
  const names = { ...(present?.names as object | undefined), ...workspace.mapping };
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
      data: { state: "ready", vendorId: workspace.id, failure: null },
    }),
  ]);
}

function messageOf(error: unknown): string {
  if (error instanceof VendorFailure || error instanceof NotConfigured) return error.message;
  return "Unexpected error on this host.";
}
