// Decides how settings call roles and capabilities.

import type { Role } from "@/lib/tenants/require-viewer";
import type { Capability } from "@/lib/vendors/contract";

export const roleWords: Record<Role, { label: string; help: string }> = {
  owner: { label: "Owner", help: "Everything here, and the only one to change owners." },
  admin: { label: "Admin", help: "People, teams, grants and the audit." },
  member: { label: "Member", help: "Opens what is shared with them." },
};

export const capabilityWords: Record<Capability, { label: string; help: string }> = {
  view: { label: "View", help: "Look and filter." },
  export: { label: "Export", help: "Take data out as a file." },
  explore: { label: "Explore", help: "Ask questions of one's own." },
  edit: { label: "Edit", help: "Change what is shown." },
};

export const sortedRoles = ["member", "admin", "owner"] as const satisfies readonly Role[];

/** Roles that somebody may give, the smallest first. @param owners whether an owner may be made */
export function roleOptions(owners: boolean) {
  return sortedRoles
    .filter((role) => owners || role !== "owner")
    .map((value) => ({ value, label: roleWords[value].label, help: roleWords[value].help }));
}
