// Decides what Basedash's two tokens (JWS, HS256, one secret per organization) let their bearers see.
import { z } from "zod";
import { Refusal } from "../../refusal";
import type { Sandbox } from "../../sandbox";
import { type ViewerScope, viewOnly } from "../../scope";
import { checkTimes, claimId, claimText, readClaims, timeClaims } from "../../verify/claims";
import { own } from "../../verify/json";
import { verifyJws } from "../../verify/jws";
import { linkItem, memberItem, organizationItem, sourceItem } from "./registry";

const appShape = z.strictObject({
  email: z
    .string()
    .max(254)
    .regex(/^[\x21-\x3f\x41-\x7e]{1,64}@[A-Za-z0-9.-]{1,190}$/),
  orgId: claimId,
  ...timeClaims,
  firstName: claimText.optional(),
  lastName: claimText.optional(),
  role: z.enum(["ADMIN", "MEMBER"]).optional(),
});
const parameter = z.union([claimText, z.array(claimText).max(50), z.number(), z.boolean()]);
const sharedShape = z.strictObject({
  dashboardLinkId: claimId,
  params: z.record(claimId, parameter).optional(),
  ...timeClaims,
});

type Organization = z.infer<typeof organizationItem>;

/** Who signs in to an organization's app; nothing is opened yet. Throws Refusal. */
export async function readSignIn(token: string, sandbox: Sandbox) {
  const { registry } = sandbox;
  const ring = await registry.keys("basedash");
  const { claims: proven, key } = await verifyJws(token, ({ claims }) => {
    const organization = own(claims, "orgId");
    return typeof organization === "string" ? ring.byOwner(organization) : [];
  });
  checkLife(proven, 3600, sandbox);
  const claims = readClaims(appShape, proven);
  if (claims.orgId !== key.owner) throw new Refusal("tenant");
  const found = await registry.find("basedash", "organization", key.owner, organizationItem);
  if (!found) throw new Refusal("tenant");
  const organization: Organization = found;
  return { claims, organization };
}

/** The member's scope; somebody new is made a member, and only then does the token's role count. */
export async function admitMember(
  { claims }: Awaited<ReturnType<typeof readSignIn>>,
  dress: { locale: string; timeZone: string },
  sandbox: Sandbox,
): Promise<ViewerScope> {
  const { registry, settings } = sandbox;
  const { email, orgId } = claims;
  const known = await registry.find("basedash", "member", email, memberItem, orgId);
  const member = known ?? {
    role: claims.role ?? "MEMBER",
    firstName: claims.firstName ?? "",
    lastName: claims.lastName ?? "",
  };
  if (!known) await registry.put("basedash", "member", email, member, orgId);
  const all = member.role === "ADMIN";
  return {
    ...(await readSource(orgId, sandbox)),
    viewer: email,
    teams: [],
    permissions: { export: all, explore: all, edit: all },
    dashboard: orgId,
    expiresAt: sandbox.clock() + settings.sessionSeconds,
    ...dress,
  };
}

/** What a shared dashboard's token shows. Throws Refusal. */
export async function readShared(
  token: string,
  sandbox: Sandbox,
): Promise<{ scope: ViewerScope; title: string }> {
  const { registry } = sandbox;
  const ring = await registry.keys("basedash");
  const { claims: proven, key } = await verifyJws(token, async ({ claims }) => {
    const id = claimId.safeParse(own(claims, "dashboardLinkId"));
    const link = id.success && (await registry.find("basedash", "link", id.data, linkItem));
    return link ? ring.byOwner(link.organization) : [];
  });
  const expiresAt = checkLife(proven, 86_400, sandbox);
  const claims = readClaims(sharedShape, proven);
  const link = await registry.find("basedash", "link", claims.dashboardLinkId, linkItem);
  if (link?.organization !== key.owner) throw new Refusal("content");
  const source = await readSource(key.owner, sandbox);
  const region = claims.params && own(claims.params, "region");
  return {
    title: link.title,
    scope: {
      tenant: source.tenant,
      regions: narrow(source.regions, region),
      viewer: "",
      teams: [],
      permissions: viewOnly,
      dashboard: claims.dashboardLinkId,
      expiresAt,
      locale: "en-US",
      timeZone: "UTC",
    },
  };
}

function checkLife(claims: Record<string, unknown>, longest: number, sandbox: Sandbox): number {
  const now = sandbox.now("basedash");
  return checkTimes(claims, { now, leeway: sandbox.settings.clockLeeway, longest });
}

/** An organization without a data source shows no rows. */
async function readSource(organization: string, { registry }: Sandbox) {
  const source = await registry.find("basedash", "source", organization, sourceItem);
  const regions: ViewerScope["regions"] = source?.region === undefined ? "*" : [source.region];
  return { tenant: source?.tenant ?? null, regions };
}

/** `params.region` narrows the source: "All" is all of it, a missing one is nothing. */
function narrow(source: ViewerScope["regions"], region: unknown): ViewerScope["regions"] {
  const given = Array.isArray(region) ? region : [region];
  if (given.includes("All")) return source;
  const named = given.filter((one): one is string => typeof one === "string" && one !== "*");
  return source === "*" ? named : named.filter((one) => source.includes(one));
}
