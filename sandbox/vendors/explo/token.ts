import { z } from "zod";
import { Refusal } from "../../errors";
import { allowedOrigins, isAllowedOrigin } from "../../origins";
import type { VendorInstance } from "../../sandbox";
import { checkTimes, claimId, claimText, parseClaims } from "../../tokens/claims";
import { decryptJwt } from "../../tokens/jwe";
import { loadKeys } from "../../tokens/key-ring";
import { createScope } from "../../viewer-scope";
import { customers, dashboards } from "./resources";

const claimsSchema = z.strictObject({
  cst: claimId,
  dsh: claimId,
  exp: z.number(),
  iat: z.number().optional(),
  iss: claimText.optional(),
  rbc: z.array(claimText).max(32).nullable().optional(),
  des: z.boolean().optional(),
});

/** Verifies a token (JWE, `dir` and `A256GCM`) and says what it opens. @throws Refusal */
export async function verifyExploToken(token: string, vendor: VendorInstance) {
  const { registry } = vendor;
  const keys = await loadKeys(registry);
  const verified = decryptJwt(token, keys.byId);
  const expiresAt = checkTimes(verified.claims, vendor, { maxSeconds: 86_400, lenient: true });
  const claims = parseClaims(claimsSchema, verified.claims);
  const { origins } = (await registry.find(allowedOrigins)) ?? { origins: [] };
  const boundOrigin = claims.iss && readIssuer(claims.iss, origins);
  const customer = await registry.find(customers, claims.cst);
  if (!customer) throw new Refusal("tenant");
  const dashboard = await registry.find(dashboards, claims.dsh);
  if (!dashboard) throw new Refusal("content");
  const { kind, title } = dashboard;
  // Report builder: `rbc` lists features; missing or "*" is all of them. Dashboard: `des` locks it.
  const canEdit =
    kind === "report-builder" ? (claims.rbc ?? ["*"]).includes("*") : claims.des !== true;
  const scope = createScope({
    tenant: customer.tenant,
    regions: customer.region === undefined ? "*" : [customer.region],
    permissions: { export: canEdit, explore: canEdit, edit: canEdit },
    dashboard: claims.dsh,
    expiresAt,
  });
  return { scope, kind, title, boundOrigin };
}

/** `iss` binds a token to one origin, written with a trailing slash. @throws Refusal */
function readIssuer(iss: string, allowed: string[]): string {
  const origin = iss.slice(0, -1);
  if (!iss.endsWith("/") || !isAllowedOrigin(origin, allowed)) throw new Refusal("issuer");
  return origin;
}
