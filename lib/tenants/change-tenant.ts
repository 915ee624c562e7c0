import { recordEvent } from "@/lib/audit/record";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { ValidationError } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";
import type { Role, Viewer } from "./require-viewer";
import { type Action, canDo } from "./roles";

export type Tx = Prisma.TransactionClient;

/** For the audit event. `detail` holds names and numbers, never a secret. */
export type About = {
  /** More exact than the action the change began with; the role needs it too. */
  action?: Action;
  /** Slug. */
  dashboard?: string;
  detail?: Prisma.InputJsonObject;
};

export type Change = {
  tx: Tx;
  /** The viewer's role now, which may have changed since the page was rendered. */
  role: Role;
  /** Adds to the audit event, refused or not. */
  note: (about: About) => void;
};

/** @throws Problem `not_allowed` where the viewer's role does not cover the action */
export function requireAction(viewer: Viewer, action: Action): void {
  if (!canDo(viewer.role, action)) throw notAllowed(viewer);
}

/**
 * Makes a change and records it in one transaction; a refusal is recorded too. The tenant's row is
 * locked first: changes of one tenant run one after another, so what `work` counts (such as owners)
 * stays true until it commits.
 *
 * @throws Problem `not_allowed`, ValidationError, and what `work` throws; then nothing has changed
 */
export async function changeTenant<T>(
  viewer: Viewer,
  action: Action,
  about: About,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  let event: About & { action: Action } = { action, ...about };
  try {
    return await db().$transaction(async (tx) => {
      await lockTenant(tx, viewer.tenant.id);
      const role = await readRole(viewer, tx);
      if (!role || !canDo(role, action)) throw notAllowed(viewer);
      const note = (more: About) => {
        event = { ...event, ...more, detail: { ...event.detail, ...more.detail } };
        if (!canDo(role, event.action)) throw notAllowed(viewer);
      };
      const result = await work({ tx, role, note });
      await tx.auditEvent.create({ data: { ...toEvent(viewer, event), outcome: "allowed" } });
      return result;
    });
  } catch (error) {
    const reason = refusalReason(error);
    if (reason) await recordEvent({ ...toEvent(viewer, event), outcome: "refused", reason });
    throw error;
  }
}

/** Makes other changes of the tenant wait. */
export async function lockTenant(tx: Tx, tenantId: string): Promise<void> {
  // Weaker than FOR UPDATE: inserting a row that refers to the tenant need not wait.
  await tx.$queryRaw`select 1 as locked from "Tenant" where id = ${tenantId} for no key update`;
}

/** Active owners. */
export function countOwners(tx: Tx, tenantId: string): Promise<number> {
  const where = {
    tenantId,
    role: "owner",
    suspendedAt: null,
    user: { suspendedAt: null },
  } as const;
  return tx.membership.count({ where });
}

/** The viewer's current role; null where membership, user or tenant is gone or suspended. */
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
  return new Problem("not_allowed", `Your role in ${tenant.name} doesn't allow this.`);
}

function refusalReason(error: unknown): string | null {
  if (error instanceof Problem) return error.code;
  if (!(error instanceof ValidationError)) return null;
  const fields = Object.keys(error.fields).map((field) => field || "form");
  return fields.join(", ").slice(0, 500);
}

function toEvent({ user, tenant }: Viewer, about: About & { action: Action }) {
  return {
    userId: user.id,
    email: user.email,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    ...about,
  };
}
