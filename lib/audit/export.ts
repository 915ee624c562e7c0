import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { notAllowed, readRole } from "@/lib/tenants/change-tenant";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { canDo } from "@/lib/tenants/roles";
import type { AuditFilters, Cursor } from "./filters";
import {
  type AuditPage,
  type AuditRow,
  type AuditScope,
  listEvents,
  requireFullAudit,
  requireTenantAudit,
} from "./list";
import { recordEvent } from "./record";

const batchSize = 1_000;

/** The tenant's entries, newest first, in batches. @throws Problem `not_allowed`, at any batch */
export function exportTenantAudit(
  viewer: Viewer,
  filters: AuditFilters,
): Promise<AsyncGenerator<AuditRow[]>> {
  return startExport(viewer, viewer.tenant, filters, async () => {
    const role = await readRole(viewer);
    if (!role || !canDo(role, "audit.export")) throw notAllowed(viewer);
    return requireTenantAudit({ ...viewer, role });
  });
}

/** The entries of all tenants and of none. @throws Problem `not_allowed`, at any batch */
export function exportFullAudit(
  operator: SignedIn,
  filters: AuditFilters,
): Promise<AsyncGenerator<AuditRow[]>> {
  return startExport(operator, null, filters, async () => {
    const where = { id: operator.user.id, isOperator: true, suspendedAt: null };
    const isOperator = (await db().user.count({ where })) > 0;
    return requireFullAudit({ ...operator, user: { ...operator.user, isOperator } });
  });
}

async function startExport(
  { user }: SignedIn,
  tenant: { id: string; slug: string } | null,
  filters: AuditFilters,
  authorize: () => Promise<AuditScope>,
): Promise<AsyncGenerator<AuditRow[]>> {
  const entry = {
    action: "audit.export",
    userId: user.id,
    email: user.email,
    ...(tenant && { tenantId: tenant.id, tenantSlug: tenant.slug }),
  };
  try {
    await authorize();
  } catch (error) {
    if (error instanceof Problem) {
      await recordEvent({ ...entry, outcome: "refused", reason: error.code });
    }
    throw error;
  }
  const detail = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
  await recordEvent({ ...entry, outcome: "allowed", detail });
  return readBatches(filters, authorize);
}

/** Authorizes again before each batch, so a long export ends when the right to it does. */
async function* readBatches(
  filters: AuditFilters,
  authorize: () => Promise<AuditScope>,
): AsyncGenerator<AuditRow[]> {
  let before: Cursor | null = null;
  do {
    const batch: AuditPage = await listEvents(await authorize(), filters, before, batchSize);
    yield batch.rows;
    before = batch.next;
  } while (before);
}
