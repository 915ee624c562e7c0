// Decides what a Scoop token (JWS, RS256, good for one exchange) lets its bearer see.
import { z } from "zod";
import { Refusal } from "../../refusal";
import type { Sandbox } from "../../sandbox";
import { type ViewerScope, viewOnly } from "../../scope";
import { checkTimes, claimId, claimText, readClaims, timeClaims } from "../../verify/claims";
import { own } from "../../verify/json";
import { verifyJws } from "../../verify/jws";
import { spendId } from "../../verify/spent";
import { canvasItem, inboxItem, workspaceItem } from "./registry";

const claimsShape = z.strictObject({
  iss: claimId,
  sub: claimText,
  workspace_id: claimId,
  inbox_id: claimId.optional(),
  permissions: z.array(z.enum(["read", "query"])).max(2),
  jti: claimText,
  ...timeClaims,
});

/** Verifies and spends a token for one canvas. Throws Refusal. */
export async function readScoop(
  token: string,
  canvasId: string,
  sandbox: Sandbox,
): Promise<ViewerScope> {
  const { registry, database, settings } = sandbox;
  const ring = await registry.keys("scoop");
  // Scoop's header names no key: the app does, and each of its keys may have signed.
  const { claims: proven, key } = await verifyJws(token, ({ claims }) => {
    const app = own(claims, "iss");
    return typeof app === "string" ? ring.byOwner(app) : [];
  });
  const leeway = settings.clockLeeway;
  const now = sandbox.now("scoop");
  const expiresAt = checkTimes(proven, { now, leeway, longest: 3600 });
  const claims = readClaims(claimsShape, proven);
  if (claims.iss !== key.owner) throw new Refusal("issuer");
  await spendId(database, {
    door: "scoop",
    owner: key.owner,
    id: claims.jti,
    keepUntil: expiresAt + leeway,
  });
  if (!claims.permissions.includes("read")) throw new Refusal("permission");
  const workspace = await registry.find(
    "scoop",
    "workspace",
    claims.workspace_id,
    workspaceItem,
    key.owner,
  );
  if (!workspace) throw new Refusal("tenant");
  if (!(await registry.find("scoop", "canvas", canvasId, canvasItem, key.owner))) {
    throw new Refusal("content");
  }
  return {
    tenant: workspace.tenant,
    regions: await readRegions(claims, key.owner, sandbox),
    viewer: claims.sub,
    teams: [],
    permissions: { ...viewOnly, explore: claims.permissions.includes("query") },
    dashboard: canvasId,
    expiresAt,
    locale: "en-US",
    timeZone: "UTC",
  };
}

/** No inbox: the whole workspace. An inbox must be one of this workspace. */
async function readRegions(
  claims: z.infer<typeof claimsShape>,
  app: string,
  { registry }: Sandbox,
): Promise<ViewerScope["regions"]> {
  if (claims.inbox_id === undefined) return "*";
  const parent = `${app} ${claims.workspace_id}`;
  const inbox = await registry.find("scoop", "inbox", claims.inbox_id, inboxItem, parent);
  if (!inbox) throw new Refusal("tenant");
  return inbox.region === undefined ? "*" : [inbox.region];
}
