"use server";
import type { Option } from "@/components/ui/option";
import { requireTenantAudit, searchPeople } from "@/lib/audit/list";
import { requireViewer } from "@/lib/tenants/require-viewer";

export async function findPeople(tenant: string, query: string): Promise<Option[]> {
  const viewer = await requireViewer(tenant, `/${tenant}/settings/audit`);
  return searchPeople(requireTenantAudit(viewer), String(query));
}
