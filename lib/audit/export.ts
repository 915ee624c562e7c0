// Decides who takes the audit out as a file, and writes that down too.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { notAllowed, readRole } from "@/lib/tenants/change-tenant";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { canDo } from "@/lib/tenants/roles";
import type { AuditFilters, Cursor } from "./filters";
import { type AuditPage, operatorsOnly, readPage } from "./read";
import { recordEvent } from "./record";
import type { AuditRow } from "./select";

const batchSize = 1_000;

/** The tenant's rows, newest first, in batches. @throws Problem `not_allowed`, at any batch */
export function beginTenantExport(
  viewer: Viewer,
  filters: AuditFilters,
): Promise<AsyncGenerator<AuditRow[]>> {
  return begin(viewer, viewer.tenant, filters, async () => {
    const role = await readRole(viewer);
    if (!role || !canDo(role, "audit.export")) throw notAllowed(viewer);
  });
}

/** The rows of all tenants and of none. @throws Problem `not_allowed`, at any batch */
export function beginFullExport(
  operator: SignedIn,
  filters: AuditFilters,
): Promise<AsyncGenerator<AuditRow[]>> {
  return begin(operator, null, filters, async () => {
    const where = { id: operator.user.id, isOperator: true, suspendedAt: null };
    if ((await db().user.count({ where })) === 0) throw operatorsOnly();
  });
}

async function begin(
  who: SignedIn,
  tenant: { id: string; slug: string } | null,
  filters: AuditFilters,
  check: () => Promise<void>,
): Promise<AsyncGenerator<AuditRow[]>> {
  const row = {
    ...{ action: "audit.export", userId: who.user.id, email: who.user.email },
    ...(tenant && { tenantId: tenant.id, tenantSlug: tenant.slug }),
  };
  try {
    await check();
  } catch (error) {
    if (error instanceof Problem) {
      await recordEvent({ ...row, outcome: "refused", reason: error.code });
    }
    throw error;
  }
  const asked = Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1]);
  await recordEvent({ ...row, outcome: "allowed", detail: Object.fromEntries(asked) });
  return batches(who, tenant?.id ?? null, filters, check);
}

/** Authority is read again at each batch: a long export ends when it does. */
async function* batches(
  who: SignedIn,
  tenantId: string | null,
  filters: AuditFilters,
  check: () => Promise<void>,
): AsyncGenerator<AuditRow[]> {
  let before: Cursor | null = null;
  do {
    await check();
    const batch: AuditPage = await readPage(who, tenantId, filters, before, batchSize);
    yield batch.rows;
    before = batch.next;
  } while (before);
}
