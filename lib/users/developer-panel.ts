import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import type { Viewer } from "@/lib/tenants/require-viewer";

/** Operators and owners of an active tenant can switch it on. */
export async function canHavePanel({ id, isOperator }: SignedIn["user"]): Promise<boolean> {
  if (isOperator) return true;
  const where = { userId: id, role: "owner", suspendedAt: null } as const;
  return (await db().membership.count({ where: { ...where, tenant: { suspendedAt: null } } })) > 0;
}

/** Whether this viewer sees the panel: owners only in their own tenants. */
export function seesPanel({ user, role }: Viewer): boolean {
  return user.developerPanel && (user.isOperator || role === "owner");
}

/** @returns false where this user can't have the panel */
export async function savePanel(user: SignedIn["user"], on: boolean): Promise<boolean> {
  if (on && !(await canHavePanel(user))) return false;
  await db().user.update({ where: { id: user.id }, data: { developerPanel: on } });
  return true;
}
