import type { Option } from "@/components/ui/option";
import type { Role } from "@/lib/tenants/require-viewer";
import type { Capability } from "@/lib/vendors/contract";

type Label = { label: string; description: string };

export const roleLabels: Record<Role, Label> = {
  owner: { label: "Owner", description: "Full access, including changing owners." },
  admin: { label: "Admin", description: "Manages members, teams, sharing, and the audit log." },
  member: { label: "Member", description: "Opens the dashboards shared with them." },
};

export const capabilityLabels: Record<Capability, Label> = {
  view: { label: "View", description: "Open the dashboard and filter it." },
  export: { label: "Export", description: "Download data as a file." },
  explore: { label: "Explore", description: "Ask new questions of the data." },
  edit: { label: "Edit", description: "Change what the dashboard shows." },
};

/** @param canMakeOwners whether the viewer may give the owner role */
export function roleOptions(canMakeOwners: boolean): Option[] {
  return (["member", "admin", "owner"] as const)
    .filter((role) => canMakeOwners || role !== "owner")
    .map((value) => ({ value, ...roleLabels[value] }));
}
