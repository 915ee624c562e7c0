// Decides how the audit calls what happened; what it does not know keeps its own name.
const words: Record<string, string> = {
  mint: "Token for a dashboard",
  "sign-in": "Sign-in",
  "sign-out": "Sign-out",
  "membership.role": "Role changed",
  "membership.region": "Region changed",
  "membership.teams": "Teams changed",
  "membership.suspend": "Person suspended",
  "membership.resume": "Person let in again",
  "membership.remove": "Person removed",
  "invitation.create": "Invitation made",
  "invitation.accept": "Invitation accepted",
  "invitation.withdraw": "Invitation withdrawn",
  "team.create": "Team created",
  "team.rename": "Team renamed",
  "team.delete": "Team deleted",
  "team.people": "Team's people changed",
  "grant.set": "Grant changed",
  "audit.export": "Audit exported",
  "tenant.create": "Tenant created",
  "tenant.update": "Tenant changed",
  "tenant.suspend": "Tenant suspended",
  "tenant.resume": "Tenant resumed",
  "connection.create": "Connection created",
  "connection.enter": "Connection entered from a file",
  "connection.update": "Connection changed",
  "connection.test": "Connection tested",
  "connection.disable": "Connection disabled",
  "connection.enable": "Connection enabled",
  "credential.add": "Key added",
  "credential.generate": "Key generated",
  "credential.rotate": "Key put into use",
  "credential.regenerate": "Key regenerated",
  "credential.retire": "Key retired",
  "mapping.set": "Names at a vendor changed",
  "mapping.remove": "Names at a vendor removed",
  "dashboard.create": "Dashboard added",
  "dashboard.update": "Dashboard changed",
  "dashboard.move": "Dashboard moved",
  "dashboard.delete": "Dashboard deleted",
  "dashboard.import": "Dashboards imported",
  "workspace.create": "Vendor workspace created",
  "playground.view-as": "Viewed as somebody",
  "doctor.test-token": "Test token made",
  "vault.rotate": "Vault key changed",
};

export const actionWords = (action: string): string => words[action] ?? action;

// The database keeps them in an order of its own.
const order = ["member", "team", "from", "to"];
const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** What a row says beyond its columns, on one line. */
export function detailWords(detail: unknown): string {
  if (typeof detail !== "object" || detail === null) return "";
  return Object.entries(detail)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => `${name}: ${valueWords(value)}`)
    .join(", ");
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(valueWords).join(" + ") : "none";
  if (value === null) return "all";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
