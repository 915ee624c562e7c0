// Decides how an event is written down: who, where, what, how it ended. Never a token, never a key.
import { db } from "@/lib/db";
import type { Prisma } from "../generated/prisma/client";

export type AuditEntry = Omit<Prisma.AuditEventCreateInput, "at"> & {
  outcome: "allowed" | "refused" | "failed";
};

/** Appends one event. Rows cannot be changed or removed: a trigger sees to it. */
export async function recordEvent(entry: AuditEntry): Promise<void> {
  await db().auditEvent.create({ data: entry });
}
