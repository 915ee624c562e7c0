import { z } from "zod";
import { Refusal } from "../../errors";
import type { VendorInstance } from "../../sandbox";
import { claimEmail, claimId, claimText, parseClaims, timeClaims } from "../../tokens/claims";
import { verifyJwt } from "../../tokens/jws";
import { createScope, type ViewerScope } from "../../viewer-scope";
import { dataSources, links, members, organizations } from "./resources";

const signInSchema = z.strictObject({
  email: claimEmail,
  orgId: claimId,
  ...timeClaims,
  firstName: claimText.optional(),
  lastName: claimText.optional(),
  role: z.enum(["ADMIN", "MEMBER"]).optional(),
});
type SignInClaims = z.infer<typeof signInSchema>;

const parameter = z.union([claimText, z.array(claimText).max(50), z.number(), z.boolean()]);
const sharedSchema = z.strictObject({
  dashboardLinkId: claimId,
  params: z.record(claimId, parameter).optional(),
  ...timeClaims,
});

/** Verifies a token (JWS, HS256) of an organization's app. @throws Refusal */
export async function verifySignInToken(token: string, vendor: VendorInstance) {
  const { key, ...verified } = await verifyJwt(token, vendor, {
    maxSeconds: 3600,
    findKeys: (keys, { claims }) => keys.byOwner(claims.orgId),
  });
  const claims = parseClaims(signInSchema, verified.claims);
  const organization = await vendor.registry.find(organizations, key.owner);
  if (claims.orgId !== key.owner || !organization) throw new Refusal("tenant");
  return { claims, organization };
}

/** Creates a member at their first token; the role of a later one does not count. */
export async function provisionMember(
  { email, orgId, role = "MEMBER", firstName = "", lastName = "" }: SignInClaims,
  locale: string,
  { registry, sandbox }: VendorInstance,
): Promise<ViewerScope> {
  const existing = await registry.find(members, orgId, email);
  const member = existing ?? { role, firstName, lastName };
  if (!existing) await registry.put(members, [orgId, email], member);
  const isAdmin = member.role === "ADMIN";
  const source = await registry.find(dataSources, orgId);
  return createScope({
    // Without a data source there are no rows.
    tenant: source?.tenant ?? null,
    regions: source?.region === undefined ? "*" : [source.region],
    viewer: email,
    permissions: { export: isAdmin, explore: isAdmin, edit: isAdmin },
    dashboard: orgId,
    expiresAt: sandbox.clock() + sandbox.settings.sessionSeconds,
    locale,
  });
}

/** Verifies a token (JWS, HS256) of a shared dashboard. @throws Refusal */
export async function verifySharedToken(token: string, vendor: VendorInstance) {
  const { registry } = vendor;
  const { key, expiresAt, ...verified } = await verifyJwt(token, vendor, {
    maxSeconds: 86_400,
    findKeys: async (keys, { claims }) => {
      const id = claimId.safeParse(claims.dashboardLinkId);
      const link = id.success && (await registry.find(links, id.data));
      return link ? keys.byOwner(link.organization) : [];
    },
  });
  const claims = parseClaims(sharedSchema, verified.claims);
  const link = await registry.find(links, claims.dashboardLinkId);
  if (link?.organization !== key.owner) throw new Refusal("content");
  const source = await registry.find(dataSources, key.owner);
  const scope = createScope({
    tenant: source?.tenant ?? null,
    regions: narrowRegions(source?.region, claims.params?.region),
    dashboard: claims.dashboardLinkId,
    expiresAt,
  });
  return { scope, title: link.title };
}

/** `params.region` narrows the data source: "All" is all of it, a missing one is nothing. */
function narrowRegions(sourceRegion: string | undefined, region: unknown): ViewerScope["regions"] {
  const given = Array.isArray(region) ? region : [region];
  if (given.includes("All")) return sourceRegion === undefined ? "*" : [sourceRegion];
  const names = given.filter((one) => typeof one === "string" && one !== "*");
  return sourceRegion === undefined ? names : names.filter((one) => one === sourceRegion);
}
