// Decides who may look behind a pane: operators and owners, and of those only who switched it on.

import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import type { Viewer } from "@/lib/tenants/require-viewer";

/** Whether the switch is offered: to operators, and to whoever owns a living tenant. */
export async function canHavePanel({ id, isOperator }: SignedIn["user"]): Promise<boolean> {
  if (isOperator) return true;
  const where = { userId: id, role: "owner", suspendedAt: null } as const;
  return (await db().membership.count({ where: { ...where, tenant: { suspendedAt: null } } })) > 0;
}

/** Whether this viewer sees the panel here: an owner of another tenant does not. */
export function seesPanel({ user, role }: Viewer): boolean {
  return user.developerPanel && (user.isOperator || role === "owner");
}

/** Switches the panel on or off; false where it is not this person's to switch. */
export async function savePanel(user: SignedIn["user"], on: boolean): Promise<boolean> {
  if (on && !(await canHavePanel(user))) return false;
  await db().user.update({ where: { id: user.id }, data: { developerPanel: on } });
  return true;
}
