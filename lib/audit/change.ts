// Decides how a change of set-up or authority is written down: with the change, or it did not happen.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { ValidationError } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";
import { type AuditEntry, recordEvent } from "./record";

/** What a change is about. `detail` holds names and numbers, never a secret. */
export type Change = {
  /** `connection.create`, `credential.rotate`. */
  action: string;
  tenant?: { id: string; slug: string } | null;
  /** Slug. */
  dashboard?: string;
  /** Id, as in the rows of mints. */
  connection?: string;
  kid?: string;
  detail?: Prisma.InputJsonObject;
};

/** The row of a change that is made; to be put into the same transaction. */
export function auditEntry(who: SignedIn, change: Change) {
  return db().auditEvent.create({ data: { ...rowOf(who, change), outcome: "allowed" } });
}

/**
 * Runs a change; one that is refused is written down with the fields it was refused for.
 *
 * @param work makes the change, together with its own row (see `noted`)
 */
export async function attempt<T>(
  who: SignedIn,
  change: Change,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ValidationError) {
      const reason = Object.keys(error.fields)
        .map((field) => field || "form")
        .join(", ");
      await recordEvent({
        ...rowOf(who, change),
        outcome: "refused",
        reason: reason.slice(0, 500),
      });
    }
    throw error;
  }
}

function rowOf({ user }: SignedIn, change: Change): Omit<AuditEntry, "outcome"> {
  const { action, tenant, dashboard, connection, kid, detail } = change;
  return {
    action,
    userId: user.id,
    email: user.email,
    ...(tenant && { tenantId: tenant.id, tenantSlug: tenant.slug }),
    ...(dashboard && { dashboard }),
    ...(connection && { connection }),
    ...(kid && { kid }),
    ...(detail && { detail }),
  };
}
