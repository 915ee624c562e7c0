// Decides where a dashboard's page is. For both sides: server components may not call what a client module exports.
export function dashboardPath(tenantSlug: string, dashboardSlug: string): string {
  return `/${tenantSlug}/dashboards/${dashboardSlug}`;
}
