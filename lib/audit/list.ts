// Decides who reads which part of the audit: a tenant's owners and admins their own, operators all of it.
import type { SignedIn } from "@/lib/auth/session";
import { Problem } from "@/lib/errors";
import { requireAction } from "@/lib/tenants/change-tenant";
import type { Viewer } from "@/lib/tenants/require-viewer";
import type { AuditFilters, Cursor } from "./filters";
import { type AuditRow, selectActions, selectEvents, selectUsage, type UsageRow } from "./select";

export const auditPageSize = 50;

export type AuditPage = { rows: AuditRow[]; next: Cursor | null };

/** Newest first. @throws Problem `not_allowed` */
export function listTenantEvents(
  viewer: Viewer,
  filters: AuditFilters,
  before: Cursor | null,
): Promise<AuditPage> {
  requireAction(viewer, "audit.list");
  return readPage(viewer, viewer.tenant.id, filters, before, auditPageSize);
}

/** Newest first, of all tenants and of none. @throws Problem `not_allowed` */
export async function listAllEvents(
  operator: SignedIn,
  filters: AuditFilters,
  before: Cursor | null,
): Promise<AuditPage> {
  requireOperatorFlag(operator);
  return readPage(operator, null, filters, before, auditPageSize);
}

/** Tokens given by dashboard, most first. @throws Problem `not_allowed` */
export function tenantUsage(viewer: Viewer, filters: AuditFilters): Promise<UsageRow[]> {
  requireAction(viewer, "audit.list");
  return selectUsage(viewer.tenant.id, filters, viewer.user.timeZone);
}

/** Tokens given by tenant and dashboard, most first. @throws Problem `not_allowed` */
export async function allUsage(operator: SignedIn, filters: AuditFilters): Promise<UsageRow[]> {
  requireOperatorFlag(operator);
  return selectUsage(null, filters, operator.user.timeZone);
}

/** Which actions there are, to choose from. @throws Problem `not_allowed` */
export function tenantActionNames(viewer: Viewer): Promise<string[]> {
  requireAction(viewer, "audit.list");
  return selectActions(viewer.tenant.id);
}

/** @throws Problem `not_allowed` */
export async function allActionNames(operator: SignedIn): Promise<string[]> {
  requireOperatorFlag(operator);
  return selectActions(null);
}

/** Up to `size` rows and where the next begin. Whoever calls has decided that the asker may. */
export async function readPage(
  { user }: SignedIn,
  tenantId: string | null,
  filters: AuditFilters,
  before: Cursor | null,
  size: number,
): Promise<AuditPage> {
  const rows = await selectEvents(tenantId, filters, user.timeZone, before, size + 1);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last;
  return { rows: shown, next: more ? { at: last.at.toISOString(), id: last.id } : null };
}

function requireOperatorFlag({ user }: SignedIn): void {
  if (!user.isOperator) throw operatorsOnly();
}

export const operatorsOnly = () => new Problem("not_allowed", "This is for operators.");
