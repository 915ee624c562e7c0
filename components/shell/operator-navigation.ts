// Decides what an operator can go to; the sidebar and the palette show the same.
export const operatorPlaces = [
  { href: "/operator/tenants", label: "Tenants", words: "customers mappings owners" },
  { href: "/operator/connections", label: "Connections", words: "vendors keys credentials" },
  { href: "/operator/dashboards", label: "Catalogue", words: "dashboards import" },
  { href: "/operator/workspaces", label: "At vendors", words: "organizations provisioning" },
  { href: "/operator/playground", label: "Playground", words: "token claims snippets" },
  { href: "/operator/doctor", label: "Doctor", words: "health check" },
  { href: "/operator/audit", label: "Audit", words: "log events usage" },
] as const;
