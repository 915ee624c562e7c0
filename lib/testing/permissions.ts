/** Members first; the others have lost access or never had it. */
export const actors = [
  "owner",
  "admin",
  "member",
  /** An owner whose membership was suspended a moment ago. */
  "suspended",
  /** An owner whose account was suspended everywhere. */
  "locked",
  /** An admin who was removed. */
  "removed",
  /** A person with an account and an open invitation as owner. */
  "invited",
  "operator",
  /** Owner of another tenant. */
  "stranger",
] as const;
export type Actor = (typeof actors)[number];

/** `no`: the action is refused; `gate`: the person isn't a viewer of the tenant. */
export type Cell = "yes" | "no" | "gate";

/* biome-ignore format: aligned columns */
const cells = `
                                 owner  admin  member  suspended  locked  removed  invited  operator  stranger
  member.list                    yes    yes    no      gate       gate    gate     gate     gate      gate
  member.find                    yes    yes    no      gate       gate    gate     gate     gate      gate
  invitation.list                yes    yes    no      gate       gate    gate     gate     gate      gate
  invitation.create              yes    yes    no      gate       gate    gate     gate     gate      gate
  invitation.create-owner        yes    no     no      gate       gate    gate     gate     gate      gate
  invitation.create-known        yes    yes    no      gate       gate    gate     gate     gate      gate
  invitation.withdraw            yes    yes    no      gate       gate    gate     gate     gate      gate
  invitation.withdraw-owner      yes    no     no      gate       gate    gate     gate     gate      gate
  membership.role                yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.role-to-owner       yes    no     no      gate       gate    gate     gate     gate      gate
  membership.role-of-owner       yes    no     no      gate       gate    gate     gate     gate      gate
  membership.region              yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.region-of-owner     yes    no     no      gate       gate    gate     gate     gate      gate
  membership.teams               yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.teams-of-owner      yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.suspend             yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.suspend-owner       yes    no     no      gate       gate    gate     gate     gate      gate
  membership.resume              yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.resume-owner        yes    no     no      gate       gate    gate     gate     gate      gate
  membership.remove              yes    yes    no      gate       gate    gate     gate     gate      gate
  membership.remove-owner        yes    no     no      gate       gate    gate     gate     gate      gate
  team.list                      yes    yes    no      gate       gate    gate     gate     gate      gate
  team.find                      yes    yes    no      gate       gate    gate     gate     gate      gate
  team.list-people               yes    yes    no      gate       gate    gate     gate     gate      gate
  team.create                    yes    yes    no      gate       gate    gate     gate     gate      gate
  team.rename                    yes    yes    no      gate       gate    gate     gate     gate      gate
  team.delete                    yes    yes    no      gate       gate    gate     gate     gate      gate
  team.people-add                yes    yes    no      gate       gate    gate     gate     gate      gate
  team.people-remove             yes    yes    no      gate       gate    gate     gate     gate      gate
  grant.list                     yes    yes    no      gate       gate    gate     gate     gate      gate
  grant.find                     yes    yes    no      gate       gate    gate     gate     gate      gate
  grant.set                      yes    yes    no      gate       gate    gate     gate     gate      gate
  grant.set-team                 yes    yes    no      gate       gate    gate     gate     gate      gate
  grant.end                      yes    yes    no      gate       gate    gate     gate     gate      gate
  audit.list                     yes    yes    no      gate       gate    gate     gate     gate      gate
  audit.usage                    yes    yes    no      gate       gate    gate     gate     gate      gate
  audit.export                   yes    yes    no      gate       gate    gate     gate     gate      gate
`;

export type MatrixRow = { action: string; cells: Record<Actor, Cell> };

export const matrix: MatrixRow[] = cells
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [action = "", ...values] = line.trim().split(/\s+/);
    if (values.length !== actors.length) throw new Error(`${action} needs a value for every actor`);
    const pairs = actors.map((actor, i) => [actor, values[i]]);
    return { action, cells: Object.fromEntries(pairs) as Record<Actor, Cell> };
  });
