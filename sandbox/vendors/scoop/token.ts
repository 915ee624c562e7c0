import { z } from "zod";
import { Refusal } from "../../errors";
import type { VendorInstance } from "../../sandbox";
import { claimId, claimText, parseClaims, timeClaims } from "../../tokens/claims";
import { verifyJwt } from "../../tokens/jws";
import { markTokenUsed } from "../../tokens/replay";
import { createScope, type ViewerScope } from "../../viewer-scope";
import { canvases, inboxes, workspaces } from "./resources";

const claimsSchema = z.strictObject({
  iss: claimId,
  sub: claimText,
  workspace_id: claimId,
  inbox_id: claimId.optional(),
  permissions: z.array(z.enum(["read", "query"])).max(2),
  jti: claimText,
  ...timeClaims,
});

/** Verifies a token (JWS, RS256) for one canvas and uses it up. @throws Refusal */
export async function verifyScoopToken(
  token: string,
  canvasId: string,
  vendor: VendorInstance,
): Promise<ViewerScope> {
  const { registry } = vendor;
  const { key, expiresAt, ...verified } = await verifyJwt(token, vendor, {
    maxSeconds: 3600,
    // The header names no key: any key of the app may have signed.
    findKeys: (keys, { claims }) => keys.byOwner(claims.iss),
  });
  const claims = parseClaims(claimsSchema, verified.claims);
  const { iss: app, workspace_id: workspaceId, inbox_id: inboxId, permissions } = claims;
  if (app !== key.owner) throw new Refusal("issuer");
  await markTokenUsed(vendor, { owner: app, id: claims.jti, expiresAt });
  if (!permissions.includes("read")) throw new Refusal("permission");
  const workspace = await registry.find(workspaces, app, workspaceId);
  if (!workspace) throw new Refusal("tenant");
  if (!(await registry.find(canvases, app, canvasId))) throw new Refusal("content");
  const inbox = inboxId && (await registry.find(inboxes, app, workspaceId, inboxId));
  if (inboxId && !inbox) throw new Refusal("tenant");
  return createScope({
    tenant: workspace.tenant,
    // Without an inbox, the whole workspace.
    regions: inbox && inbox.region !== undefined ? [inbox.region] : "*",
    viewer: claims.sub,
    permissions: { export: false, explore: permissions.includes("query"), edit: false },
    dashboard: canvasId,
    expiresAt,
  });
}
