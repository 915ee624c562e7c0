"use server";
import { requireOperator } from "@/lib/auth/session";
import { type Finding, isWell } from "@/lib/doctor/finding";
import { examineFor } from "@/lib/doctor/run-checks";

export type Examined = { at: number; well: boolean; findings: Finding[]; failed: boolean };

/** Looks at everything once; makes one short-lived test token for each kind of dashboard. */
export async function examineNow(_before: Examined | null): Promise<Examined> {
  const operator = await requireOperator("/operator/doctor");
  try {
    const findings = await examineFor(operator);
    return { at: Date.now(), well: isWell(findings), findings, failed: false };
  } catch {
    return { at: Date.now(), well: false, findings: [], failed: true };
  }
}
