import { z } from "zod";
import { Refusal } from "../../errors";
import type { VendorInstance } from "../../sandbox";
import { claimEmail, claimId, claimText, parseClaims, timeClaims } from "../../tokens/claims";
import { verifyJwt } from "../../tokens/jws";
import { markTokenUsed } from "../../tokens/replay";
import { createScope } from "../../viewer-scope";
import { sigmaRefusal } from "./errors";
import { accountTypes, attributes, organizations, teams, users } from "./resources";

const claimsSchema = z.strictObject({
  sub: claimEmail,
  jti: claimText,
  ...timeClaims,
  iss: claimText.optional(),
  account_type: claimText.optional(),
  teams: z.array(claimId).max(50).optional(),
  user_attributes: z.record(claimId, claimText).optional(),
  first_name: claimText.optional(),
  last_name: claimText.optional(),
  ver: z.enum(["1.0", "1.1"]).optional(),
  aud: claimText.optional(),
});
type Claims = z.infer<typeof claimsSchema>;

/** What a viewer is in the organization: by the claims, or by their own account. */
interface Profile {
  teams: string[];
  accountType: string | null;
  attributes: Record<string, string>;
}

/**
 * Verifies a token (JWS, HS256), uses it up and provisions its user.
 * @returns the teams, which content is shared with, and the scope, its dashboard still empty
 * @throws Refusal
 */
export async function verifySigmaToken(token: string, org: string, vendor: VendorInstance) {
  const verified = await verifyJwt(token, vendor, {
    maxSeconds: 2_592_000,
    findKeys: (keys, { kid }) => keys.all.filter((one) => one.kid === kid),
  });
  const claims = parseClaims(claimsSchema, verified.claims);
  const { key, expiresAt } = verified;
  // A credential is good for its own organization only.
  if (key.owner !== org) throw new Refusal("tenant");
  if (claims.iss !== undefined && claims.iss !== key.kid) throw new Refusal("issuer");
  if (claims.ver === "1.1" && claims.aud !== "sigmacomputing") throw new Refusal("issuer");
  await markTokenUsed(vendor, { owner: key.owner, id: claims.jti, expiresAt });
  const profile = await readProfile(claims, org, vendor);
  const tenant = await checkTeams(profile, org, vendor);
  const permissions = await readPermissions(profile, org, vendor);
  await provisionUser(claims, org, vendor);
  const { region } = profile.attributes;
  const scope = createScope({
    tenant,
    regions: region === undefined ? [] : region === "All" ? "*" : [region],
    viewer: claims.sub,
    teams: tenant ? profile.teams.flatMap((team) => displayName(team, tenant)) : [],
    permissions,
    dashboard: "",
    expiresAt,
  });
  return { scope, teams: profile.teams };
}

async function readProfile(
  claims: Claims,
  org: string,
  { registry }: VendorInstance,
): Promise<Profile> {
  const user = await registry.find(users, org, claims.sub);
  if (user?.kind === "internal") return user;
  return {
    teams: claims.teams ?? [],
    accountType: claims.account_type ?? null,
    attributes: claims.user_attributes ?? {},
  };
}

/**
 * Teams and attributes must exist, and every team must be of the tenant that the attribute names.
 * @returns the tenant; without a team nothing proves it
 */
async function checkTeams(profile: Profile, org: string, { registry }: VendorInstance) {
  for (const name of Object.keys(profile.attributes)) {
    if (!(await registry.find(attributes, org, name))) throw sigmaRefusal("EINVAL", "claims");
  }
  const { tenant } = profile.attributes;
  for (const name of profile.teams) {
    const team = await registry.find(teams, org, name);
    if (!team) throw sigmaRefusal("EINVAL", "team");
    if (tenant !== undefined && team.tenant !== tenant) throw new Refusal("tenant");
  }
  return profile.teams.length > 0 ? (tenant ?? null) : null;
}

async function readPermissions({ accountType }: Profile, org: string, vendor: VendorInstance) {
  const type = accountType && (await vendor.registry.find(accountTypes, org, accountType));
  if (accountType && !type) throw sigmaRefusal("EINVAL", "claims");
  const has = (permission: "export" | "explore" | "edit") =>
    type ? type.permissions.includes(permission) : false;
  return { export: has("export"), explore: has("explore"), edit: has("edit") };
}

/** Creates a user at their first token unless the organization forbids it; later tokens update them. */
async function provisionUser(claims: Claims, org: string, { registry, control }: VendorInstance) {
  const organization = await registry.find(organizations, org);
  if (!organization) throw new Refusal("tenant");
  const user = await registry.find(users, org, claims.sub);
  // The fault refuses existing users too, so that a test needs no new one.
  const isForbidden = control.takeFault("no-auto-provision");
  if (isForbidden || (!user && !organization.autoProvision)) {
    throw sigmaRefusal("EPERM", "provision");
  }
  if (user && !user.active) throw sigmaRefusal("ENOENT", "provision");
  if (user?.kind === "internal") return;
  await registry.put(users, [org, claims.sub], {
    teams: claims.teams ?? [],
    accountType: claims.account_type ?? null,
    firstName: claims.first_name ?? "",
    lastName: claims.last_name ?? "",
    active: true,
    kind: "embed",
    attributes: {},
  });
}

/** `acme-finance` of tenant acme becomes "Finance"; the tenant's own team is nobody's team. */
function displayName(team: string, tenant: string): string[] {
  if (team === tenant) return [];
  const name = team.startsWith(`${tenant}-`) ? team.slice(tenant.length + 1) : team;
  return [name.charAt(0).toUpperCase() + name.slice(1)];
}
