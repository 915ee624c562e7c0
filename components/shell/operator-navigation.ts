// In the order of the sidebar; the command palette searches the keywords too.
export const operatorPages = [
  { href: "/operator/tenants", label: "Tenants", keywords: "customers mappings owners" },
  { href: "/operator/connections", label: "Connections", keywords: "vendors keys credentials" },
  { href: "/operator/dashboards", label: "Dashboards", keywords: "catalog import" },
  { href: "/operator/workspaces", label: "Workspaces", keywords: "vendor provisioning" },
  { href: "/operator/playground", label: "Playground", keywords: "token claims snippets" },
  { href: "/operator/doctor", label: "Doctor", keywords: "health check" },
  { href: "/operator/audit", label: "Audit log", keywords: "events usage" },
] as const;
