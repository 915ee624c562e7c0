import type { Role } from "./require-viewer";

const staff: readonly Role[] = ["owner", "admin"];
const owners: readonly Role[] = ["owner"];

/**
 * Role → actions inside its tenant. Operators have none: they are members of no tenant. The names of
 * changes are those of their audit events.
 */
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
  /** Makes an owner, or changes an owner's role, region, suspension or membership. */
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

export function canDo(role: Role, action: Action): boolean {
  return table[action].includes(role);
}
