// Decides which settings there are, and which of them a role gets to see.

import type { Role } from "@/lib/tenants/require-viewer";
import { type Action, canDo } from "@/lib/tenants/roles";

export type SettingsPlace = { href: string; label: string; words: string };

const all: { name: string; label: string; words: string; action: Action }[] = [
  {
    name: "members",
    label: "Members",
    words: "people roles invite suspend remove region",
    action: "member.list",
  },
  { name: "teams", label: "Teams", words: "groups people", action: "team.list" },
  { name: "grants", label: "Grants", words: "share access dashboards", action: "grant.list" },
  { name: "audit", label: "Audit", words: "log events usage export", action: "audit.list" },
];

/** In the order of the sidebar; empty for those who may see none. */
export function settingsPlaces(tenant: string, role: Role): SettingsPlace[] {
  return all
    .filter(({ action }) => canDo(role, action))
    .map(({ name, label, words }) => ({ href: `/${tenant}/settings/${name}`, label, words }));
}
