"use server";
import type { Option } from "@/components/ui/option";
import { requireFullAudit, searchPeople } from "@/lib/audit/list";
import { requireOperator } from "@/lib/auth/session";

export async function findPeople(query: string): Promise<Option[]> {
  return searchPeople(requireFullAudit(await requireOperator("/operator/audit")), String(query));
}
