import type { Option } from "@/components/ui/option";

const labels: Record<string, string> = {
  mint: "Dashboard token created",
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  "membership.role": "Role changed",
  "membership.region": "Region changed",
  "membership.teams": "Teams changed",
  "membership.suspend": "Member suspended",
  "membership.resume": "Member reactivated",
  "membership.remove": "Member removed",
  "invitation.create": "Invitation created",
  "invitation.accept": "Invitation accepted",
  "invitation.withdraw": "Invitation withdrawn",
  "team.create": "Team created",
  "team.rename": "Team renamed",
  "team.delete": "Team deleted",
  "team.people": "Team members changed",
  "grant.set": "Sharing changed",
  "audit.export": "Audit exported",
  "tenant.create": "Tenant created",
  "tenant.update": "Tenant edited",
  "tenant.suspend": "Tenant suspended",
  "tenant.resume": "Tenant reactivated",
  "connection.create": "Connection created",
  "connection.enter": "Connection set up from a file",
  "connection.update": "Connection edited",
  "connection.test": "Connection tested",
  "connection.disable": "Connection disabled",
  "connection.enable": "Connection enabled",
  "credential.add": "Key added",
  "credential.generate": "Key generated",
  "credential.rotate": "Key activated",
  "credential.regenerate": "Key secret replaced",
  "credential.retire": "Key retired",
  "mapping.set": "Vendor mapping changed",
  "mapping.remove": "Vendor mapping removed",
  "dashboard.create": "Dashboard added",
  "dashboard.update": "Dashboard edited",
  "dashboard.move": "Dashboard moved",
  "dashboard.delete": "Dashboard deleted",
  "dashboard.import": "Dashboards imported",
  "vendor.place": "Vendor workspace created",
  "vendor.workspace": "Vendor workspace created",
  "playground.view-as": "Viewed as another user",
  "doctor.test-token": "Test token created",
  "vault.rotate": "Vault key rotated",
};

/** An unknown action keeps its own name. */
export const actionLabel = (action: string): string => labels[action] ?? action;

/** What the filters call a slug; one they don't have stays as it is. */
export const findLabel = (options: readonly Option[], value: string | null): string | null =>
  options.find((option) => option.value === value)?.label ?? value;

// PostgreSQL's jsonb has an order of its own.
const first = ["member", "team", "from", "to"];
const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

/** `member: a@b.example, from: member, to: admin`. */
export function formatDetail(detail: unknown): string {
  if (typeof detail !== "object" || detail === null) return "";
  return Object.entries(detail)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => `${name}: ${formatValue(value)}`)
    .join(", ");
}

function formatValue(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(formatValue).join(" + ") : "none";
  if (value === null) return "all";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
