// Decides what an Explo token (JWE, dir + A256GCM) lets its bearer see.
import { z } from "zod";
import { Refusal } from "../../refusal";
import { isAllowedOrigin, originItem } from "../../registry/origins";
import type { Sandbox } from "../../sandbox";
import type { ViewerScope } from "../../scope";
import { checkTimes, claimId, claimText, readClaims } from "../../verify/claims";
import { openJwe } from "../../verify/jwe";
import { customerItem, dashboardItem } from "./registry";

const claimsShape = z.strictObject({
  cst: claimId,
  dsh: claimId,
  exp: z.number(),
  iat: z.number().optional(),
  iss: claimText.optional(),
  rbc: z.array(claimText).max(32).nullable().optional(),
  des: z.boolean().optional(),
});

export interface ExploView {
  scope: ViewerScope;
  kind: z.infer<typeof dashboardItem>["kind"];
  title: string;
  /** The only origin the token is for; undefined: every allowed one. */
  boundTo: string | undefined;
}

/** Verifies a token and says what it opens. Throws Refusal. */
export async function readExplo(token: string, sandbox: Sandbox): Promise<ExploView> {
  const ring = await sandbox.registry.keys("explo");
  const proven = await openJwe(token, (kid) => ring.byId(kid));
  const expiresAt = checkTimes(proven.claims, {
    now: sandbox.now("explo"),
    leeway: sandbox.settings.clockLeeway,
    longest: 86_400,
    explo: true,
  });
  const claims = readClaims(claimsShape, proven.claims);
  const boundTo = await checkIssuer(claims.iss, sandbox);
  const customer = await sandbox.registry.find("explo", "customer", claims.cst, customerItem);
  if (!customer) throw new Refusal("tenant");
  const dashboard = await sandbox.registry.find("explo", "dashboard", claims.dsh, dashboardItem);
  if (!dashboard) throw new Refusal("content");
  return {
    kind: dashboard.kind,
    title: dashboard.title,
    boundTo,
    scope: {
      tenant: customer.tenant,
      regions: customer.region === undefined ? "*" : [customer.region],
      viewer: "",
      teams: [],
      permissions: permissionsOf(dashboard.kind, claims),
      dashboard: claims.dsh,
      expiresAt,
      locale: "en-US",
      timeZone: "UTC",
    },
  };
}

/** `iss` binds a token to one origin, written with a slash at its end. Throws Refusal. */
async function checkIssuer(iss: string | undefined, sandbox: Sandbox): Promise<string | undefined> {
  if (iss === undefined) return undefined;
  const list = await sandbox.registry.find("explo", "origins", "", originItem);
  const origin = iss.slice(0, -1);
  if (!iss.endsWith("/") || !isAllowedOrigin(origin, list?.origins ?? [])) {
    throw new Refusal("issuer");
  }
  return origin;
}

/** Report builder: `rbc` lists features, missing or "*" is everything. Dashboard: `des` locks it. */
function permissionsOf(
  kind: ExploView["kind"],
  claims: z.infer<typeof claimsShape>,
): ViewerScope["permissions"] {
  const all = kind === "report-builder" ? (claims.rbc ?? ["*"]).includes("*") : claims.des !== true;
  return { export: all, explore: all, edit: all };
}
