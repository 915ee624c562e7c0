import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { ValidationError } from "@/lib/validation";
import type { Prisma } from "../generated/prisma/client";

/** Never holds a token or a key. */
export type AuditEntry = Omit<Prisma.AuditEventCreateInput, "at"> & {
  outcome: "allowed" | "refused" | "failed";
};

/** What a change is about. `detail` holds names and numbers, never a secret. */
export type AuditedChange = {
  /** `connection.create`, `credential.rotate`. */
  action: string;
  tenant?: { id: string; slug: string } | null;
  /** Slug. */
  dashboard?: string;
  /** Id, as in the entries of mints. */
  connection?: string;
  kid?: string;
  detail?: Prisma.InputJsonObject;
};

/** Appends one entry. A trigger keeps entries from being changed or removed. */
export async function recordEvent(entry: AuditEntry): Promise<void> {
  await db().auditEvent.create({ data: entry });
}

/** The entry for a change that succeeds. Put it into the same transaction as the change. */
export function auditEntry(actor: SignedIn, change: AuditedChange) {
  return db().auditEvent.create({ data: { ...toEntry(actor, change), outcome: "allowed" } });
}

/**
 * Runs a change and records a refusal with the fields it was refused for.
 *
 * @param work makes the change together with its own entry (`auditEntry`)
 */
export async function withAudit<T>(
  actor: SignedIn,
  change: AuditedChange,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ValidationError) {
      const fields = Object.keys(error.fields).map((field) => field || "form");
      const reason = fields.join(", ").slice(0, 500);
      await recordEvent({ ...toEntry(actor, change), outcome: "refused", reason });
    }
    throw error;
  }
}

function toEntry({ user }: SignedIn, change: AuditedChange): Omit<AuditEntry, "outcome"> {
  const { tenant, ...rest } = change;
  return {
    ...rest,
    userId: user.id,
    email: user.email,
    ...(tenant && { tenantId: tenant.id, tenantSlug: tenant.slug }),
  };
}
