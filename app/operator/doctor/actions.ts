"use server";
import { requireOperator } from "@/lib/auth/session";
import type { CheckResult } from "@/lib/doctor/check-result";
import { runChecks } from "@/lib/doctor/run-checks";

/** `results` is null when the run itself failed. */
export type Run = { at: number; results: CheckResult[] | null };

export async function runChecksNow(): Promise<Run> {
  const operator = await requireOperator("/operator/doctor");
  try {
    return { at: Date.now(), results: await runChecks(operator) };
  } catch {
    return { at: Date.now(), results: null };
  }
}
