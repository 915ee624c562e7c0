// Decides what each role may do inside its tenant: the one table that pages, actions and routes ask.
// An operator is not in it: who belongs to no tenant may do nothing inside one.
import type { Role } from "./require-viewer";

const staff: readonly Role[] = ["owner", "admin"];
const owners: readonly Role[] = ["owner"];

// The names of changes are those of their rows in the audit.
const table = {
  "member.list": staff,
  "membership.role": staff,
  "membership.region": staff,
  "membership.teams": staff,
  "membership.suspend": staff,
  "membership.resume": staff,
  "membership.remove": staff,
  "invitation.create": staff,
  "invitation.withdraw": staff,
  /** Whatever makes an owner, or changes one's role, region, suspension or membership. */
  "owner.change": owners,
  "team.list": staff,
  "team.create": staff,
  "team.rename": staff,
  "team.delete": staff,
  "team.people": staff,
  "grant.list": staff,
  "grant.set": staff,
  "audit.list": staff,
  "audit.export": staff,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof table;

export const tenantActions = Object.keys(table) as Action[];

export const roles = ["owner", "admin", "member"] as const satisfies readonly Role[];

export function canDo(role: Role, action: Action): boolean {
  return table[action].includes(role);
}
