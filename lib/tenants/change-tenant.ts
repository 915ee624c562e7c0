// Decides that a change inside a tenant is made by somebody who may make it at that very moment, one
// change after another, and that its audit row stands or falls with it.
import { recordEvent } from "@/lib/audit/record";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { ValidationError } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";
import type { Role, Viewer } from "./require-viewer";
import { type Action, canDo } from "./roles";

export type Tx = Prisma.TransactionClient;

/** What a change is about, for its row. `detail` holds names and numbers, never a secret. */
export type About = {
  /** A more exact name than the one the change began with; asked of the table too. */
  action?: Action;
  /** Slug. */
  dashboard?: string;
  detail?: Prisma.InputJsonObject;
};

export type Change = {
  tx: Tx;
  /** The viewer's role now, which may be another than when the page was made. */
  role: Role;
  /** Adds to what the row says, refused or not. */
  note: (about: About) => void;
};

/** @throws Problem `not_allowed` where the viewer's role does not cover the action */
export function requireAction(viewer: Viewer, action: Action): void {
  if (!canDo(viewer.role, action)) throw notAllowed(viewer);
}

/**
 * Makes a change. The tenant's row is locked first: no two changes of one tenant run at once, so what
 * `work` counts (such as owners) stays true until it commits. Refusals are written down too.
 *
 * @throws Problem `not_allowed`, ValidationError, and what `work` throws; then nothing has changed
 */
export async function changeTenant<T>(
  viewer: Viewer,
  action: Action,
  about: About,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  let said: About & { action: Action } = { action, ...about };
  try {
    return await db().$transaction(async (tx) => {
      await lockTenant(tx, viewer.tenant.id);
      const role = await readRole(viewer, tx);
      if (!role || !canDo(role, action)) throw notAllowed(viewer);
      const note = (more: About) => {
        said = { ...said, ...more, detail: { ...said.detail, ...more.detail } };
        if (!canDo(role, said.action)) throw notAllowed(viewer);
      };
      const result = await work({ tx, role, note });
      await tx.auditEvent.create({ data: { ...rowOf(viewer, said), outcome: "allowed" } });
      return result;
    });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason) await recordEvent({ ...rowOf(viewer, said), outcome: "refused", reason });
    throw error;
  }
}

/** Makes every other change of the tenant wait for this one's end. */
export async function lockTenant(tx: Tx, tenantId: string): Promise<void> {
  // Weaker than FOR UPDATE: rows that refer to the tenant, such as a new member's, need not wait.
  await tx.$queryRaw`select 1 as locked from "Tenant" where id = ${tenantId} for no key update`;
}

/** How many can act as owners. True until the transaction ends where the tenant is locked. */
export function countOwners(tx: Tx, tenantId: string): Promise<number> {
  const where = {
    tenantId,
    role: "owner",
    suspendedAt: null,
    user: { suspendedAt: null },
  } as const;
  return tx.membership.count({ where });
}

/** The viewer's role as it is now; null where membership, account or tenant is gone or suspended. */
export async function readRole(viewer: Viewer, tx: Tx = db()): Promise<Role | null> {
  const row = await tx.membership.findFirst({
    where: {
      tenantId: viewer.tenant.id,
      userId: viewer.user.id,
      suspendedAt: null,
      user: { suspendedAt: null },
      tenant: { suspendedAt: null },
    },
    select: { role: true },
  });
  return row?.role ?? null;
}

export function notAllowed({ tenant }: Viewer): Problem {
  return new Problem("not_allowed", `Your role in ${tenant.name} does not cover this.`);
}

function reasonOf(error: unknown): string | null {
  if (error instanceof Problem) return error.code;
  if (!(error instanceof ValidationError)) return null;
  const fields = Object.keys(error.fields).map((field) => field || "form");
  return fields.join(", ").slice(0, 500);
}

function rowOf({ user, tenant }: Viewer, about: About & { action: Action }) {
  return {
    ...{ userId: user.id, email: user.email, tenantId: tenant.id, tenantSlug: tenant.slug },
    ...about,
  };
}
