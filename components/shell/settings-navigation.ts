import type { Route } from "next";
import type { Role } from "@/lib/tenants/require-viewer";
import { type Action, canDo } from "@/lib/tenants/roles";
import { route } from "./route";

export type SettingsPage = { href: Route; label: string; keywords: string };

/** The settings pages of a role, in the order of the tabs; empty for members. */
export function listSettingsPages(tenant: string, role: Role): SettingsPage[] {
  const pages: (SettingsPage & { action: Action })[] = [
    {
      href: route(`/${tenant}/settings/members`),
      label: "Members",
      keywords: "people roles invite suspend remove region",
      action: "member.list",
    },
    {
      href: route(`/${tenant}/settings/teams`),
      label: "Teams",
      keywords: "groups people",
      action: "team.list",
    },
    {
      href: route(`/${tenant}/settings/grants`),
      label: "Sharing",
      keywords: "share access grants dashboards permissions",
      action: "grant.list",
    },
    {
      href: route(`/${tenant}/settings/audit`),
      label: "Audit log",
      keywords: "events usage export",
      action: "audit.list",
    },
  ];
  return pages
    .filter(({ action }) => canDo(role, action))
    .map(({ href, label, keywords }) => ({ href, label, keywords }));
}
