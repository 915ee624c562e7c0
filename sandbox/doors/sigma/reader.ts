// Decides what a Sigma token (JWS, HS256, good for one load) lets its bearer see.
import { z } from "zod";
import { Refusal } from "../../refusal";
import type { Sandbox } from "../../sandbox";
import type { ViewerScope } from "../../scope";
import { checkTimes, claimId, claimText, readClaims, timeClaims } from "../../verify/claims";
import { verifyJws } from "../../verify/jws";
import { spendId } from "../../verify/spent";
import { sigmaRefusal } from "./errors";
import { accountTypeItem, attributeItem, organizationItem, teamItem, userItem } from "./registry";

const claimsShape = z.strictObject({
  sub: z
    .string()
    .max(254)
    .regex(/^[\x21-\x3f\x41-\x7e]{1,64}@[A-Za-z0-9.-]{1,190}$/),
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
type Claims = z.infer<typeof claimsShape>;

export interface SigmaViewer {
  scope: ViewerScope;
  /** Teams as Sigma names them: what content is shared with. */
  teams: string[];
}

/** Verifies and spends a token, and provisions its user. `scope.dashboard` is still empty. Throws Refusal. */
export async function readSigma(
  token: string,
  org: string,
  sandbox: Sandbox,
): Promise<SigmaViewer> {
  const ring = await sandbox.registry.keys("sigma");
  const { claims: proven, key } = await verifyJws(token, ({ kid }) => {
    const named = kid === undefined ? undefined : ring.byId(kid);
    return named ? [named] : [];
  });
  const leeway = sandbox.settings.clockLeeway;
  const now = sandbox.now("sigma");
  const expiresAt = checkTimes(proven, { now, leeway, longest: 2_592_000 });
  const claims = readClaims(claimsShape, proven);
  // The credential's organization is the only one that it may speak for.
  if (key.owner !== org) throw new Refusal("tenant");
  if (claims.iss !== undefined && claims.iss !== key.kid) throw new Refusal("issuer");
  if (claims.ver === "1.1" && claims.aud !== "sigmacomputing") throw new Refusal("issuer");
  await spendId(sandbox.database, {
    door: "sigma",
    owner: key.owner,
    id: claims.jti,
    keepUntil: expiresAt + leeway,
  });
  const said = await effective(claims, org, sandbox);
  const tenant = await checkTeams(said, org, sandbox);
  const permissions = await readPermissions(said, org, sandbox);
  await provision(claims, org, sandbox);
  const teams = said.teams ?? [];
  const region = said.user_attributes?.region;
  return {
    teams,
    scope: {
      tenant,
      regions: region === undefined ? [] : region === "All" ? "*" : [region],
      viewer: claims.sub,
      teams: tenant ? teams.flatMap((team) => readableTeam(team, tenant)) : [],
      permissions,
      dashboard: "",
      expiresAt,
      locale: "en-US",
      timeZone: "UTC",
    },
  };
}

/** What counts: the claims, but of an internal user what their own account says. */
async function effective(claims: Claims, org: string, { registry }: Sandbox): Promise<Claims> {
  const user = await registry.find("sigma", "user", claims.sub, userItem, org);
  if (user?.kind !== "internal") return claims;
  const { teams, accountType, attributes } = user;
  return {
    ...claims,
    teams,
    account_type: accountType ?? undefined,
    user_attributes: attributes,
  };
}

/** Teams and attributes must exist; every team must be of the tenant that the attribute names. */
async function checkTeams(claims: Claims, org: string, { registry }: Sandbox) {
  const attributes = claims.user_attributes ?? {};
  for (const name of Object.keys(attributes)) {
    const known = await registry.find("sigma", "attribute", name, attributeItem, org);
    if (!known) throw sigmaRefusal("EINVAL", "claims");
  }
  const tenant = Object.hasOwn(attributes, "tenant") ? attributes.tenant : undefined;
  for (const name of claims.teams ?? []) {
    const team = await registry.find("sigma", "team", name, teamItem, org);
    if (!team) throw sigmaRefusal("EINVAL", "team");
    if (tenant !== undefined && team.tenant !== tenant) throw new Refusal("tenant");
  }
  // Without a team nothing vouches for the attribute.
  return (claims.teams ?? []).length > 0 ? (tenant ?? null) : null;
}

async function readPermissions(claims: Claims, org: string, { registry }: Sandbox) {
  const name = claims.account_type;
  const type =
    name === undefined
      ? { permissions: [] }
      : await registry.find("sigma", "account-type", name, accountTypeItem, org);
  if (!type) throw sigmaRefusal("EINVAL", "claims");
  const has = (permission: "export" | "explore" | "edit") =>
    (type.permissions as string[]).includes(permission);
  return { export: has("export"), explore: has("explore"), edit: has("edit") };
}

/** Users are made at their first token unless the organization forbids it; later ones update them. */
async function provision(claims: Claims, org: string, { registry, control }: Sandbox) {
  const organization = await registry.find("sigma", "organization", org, organizationItem);
  if (!organization) throw new Refusal("tenant");
  const user = await registry.find("sigma", "user", claims.sub, userItem, org);
  // The fault refuses people seen before as well, so that a test need not invent a new person.
  const forbidden = control.take("sigma", "no-auto-provision");
  if (forbidden || (!user && !organization.autoProvision)) {
    throw sigmaRefusal("EPERM", "provision");
  }
  if (user && !user.active) throw sigmaRefusal("ENOENT", "provision");
  if (user?.kind === "internal") return;
  const next = {
    teams: claims.teams ?? [],
    accountType: claims.account_type ?? null,
    firstName: claims.first_name ?? "",
    lastName: claims.last_name ?? "",
    active: true,
  };
  await registry.put("sigma", "user", claims.sub, next, org);
}

/** `acme-finance` of tenant acme reads "Finance"; the tenant's own team is no team of a person. */
function readableTeam(team: string, tenant: string): string[] {
  if (team === tenant) return [];
  const name = team.startsWith(`${tenant}-`) ? team.slice(tenant.length + 1) : team;
  return [name.charAt(0).toUpperCase() + name.slice(1)];
}
