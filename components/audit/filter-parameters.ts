// Decides how filters of the audit stand in an address.
import type { Parameters } from "@/components/ui/old-list";
import type { AuditFilters } from "@/lib/audit/filters";

export function parametersOf(filters: AuditFilters): Parameters {
  const { person, tenant, dashboard, outcome, action, from, to } = filters;
  return { person, tenant, dashboard, outcome, action, from, to };
}
