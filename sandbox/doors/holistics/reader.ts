// Decides what a Holistics token lets its bearer see, in both of its payload shapes.
import { z } from "zod";
import { Refusal } from "../../refusal";
import type { Sandbox } from "../../sandbox";
import { type ViewerScope, viewOnly } from "../../scope";
import { checkTimes, claimId, claimText, readClaims, timeClaims } from "../../verify/claims";
import { verifyJws } from "../../verify/jws";
import { readDress } from "../../view";
import { dashboardItem, embedItem, orgItem, portalItem } from "./registry";

const flag = z.boolean().optional();
const settings = z.strictObject({
  ai: z.strictObject({ enabled: z.boolean() }).optional(),
  allow_dashboard_export: flag,
  allow_raw_data_export: flag,
  allow_data_subscribe: flag,
  default_timezone: claimText.optional(),
  allow_dashboard_timezone_change: flag,
  hide_dashboard_filters_controls_panel: flag,
  dashboard_autorun_on_changes: flag,
  allow_public_user_bust_cache: flag,
  hide_header_panel: flag,
  enable_export_data: flag,
  allow_to_change_timezone: flag,
});
const attribute = z.union([z.literal("__ALL__"), z.array(claimText).max(50)]);
const portalShape = z.strictObject({
  object_name: claimId,
  object_type: z.literal("EmbedPortal"),
  ...timeClaims,
  embed_user_id: claimId.optional(),
  embed_org_id: claimId,
  embed_user_email: claimText.optional(),
  user_attributes: z
    .strictObject({
      tenant: attribute.optional(),
      region: attribute.optional(),
      team: attribute.optional(),
    })
    .optional(),
  permissions: z
    .strictObject({
      enable_personal_workspace: flag,
      org_workspace_role: z.enum(["no_access", "viewer", "editor"]).optional(),
    })
    .optional(),
  settings: settings.optional(),
});
const rowRule = z.strictObject({
  path: z.strictObject({
    dataset: z.literal("sales"),
    model: z.literal("orders"),
    field: z.enum(["tenant", "region"]),
  }),
  operator: z.literal("is"),
  modifier: z.null(),
  values: z.array(claimText).max(50),
});
const dashboardShape = z.strictObject({
  objects: z.strictObject({ dashboards: z.array(claimId).length(1) }),
  ...timeClaims,
  permissions: z.strictObject({ row_based: z.array(rowRule).max(20) }).optional(),
  settings: settings.optional(),
});

export interface HolisticsView {
  scope: ViewerScope;
  kind: "portal" | "dashboard";
  title: string;
}

/**
 * Verifies a token.
 * @param embedKey the credential that the address names; undefined at a data request, where the
 *   token alone arrives and each of the account's credentials is tried with its one algorithm
 * @throws Refusal
 */
export async function readHolistics(
  token: string,
  embedKey: string | undefined,
  sandbox: Sandbox,
): Promise<HolisticsView> {
  const ring = await sandbox.registry.keys("holistics");
  const proven = await verifyJws(token, () => {
    if (embedKey === undefined) return ring.all;
    const named = ring.byId(embedKey);
    // A credential whose keys are fetched owns them instead of being one.
    return named ? [named] : ring.byOwner(embedKey);
  });
  const expiresAt = checkTimes(proven.claims, {
    now: sandbox.now("holistics"),
    leeway: sandbox.settings.clockLeeway,
    longest: 86_400,
  });
  const { kid, owner } = proven.key;
  const id = owner === "account" ? kid : owner;
  const embed = await sandbox.registry.find("holistics", "embed", id, embedItem);
  if (!embed) throw new Refusal("key");
  const read = embed.kind === "portal" ? readPortal : readDashboard;
  const view = await read(proven.claims, expiresAt, sandbox);
  if (!embed.objects.includes(view.scope.dashboard)) throw new Refusal("content");
  return { ...view, kind: embed.kind };
}

async function readPortal(raw: Record<string, unknown>, expiresAt: number, sandbox: Sandbox) {
  const claims = readClaims(portalShape, raw);
  const { registry } = sandbox;
  const org = await registry.find("holistics", "org", claims.embed_org_id, orgItem);
  if (!org) throw new Refusal("tenant");
  const { tenant, region, team } = claims.user_attributes ?? {};
  // The organization says whose rows these are; an attribute that says otherwise is refused.
  if (tenant !== undefined && (tenant === "__ALL__" || tenant.some((one) => one !== org.tenant))) {
    throw new Refusal("tenant");
  }
  const portal = await registry.find("holistics", "portal", claims.object_name, portalItem);
  if (!portal) throw new Refusal("content");
  const edits = claims.permissions?.org_workspace_role === "editor";
  const scope: ViewerScope = {
    tenant: tenant?.[0] ?? null,
    regions: region === undefined ? [] : region === "__ALL__" ? "*" : region,
    viewer: claims.embed_user_email ?? "",
    teams: team === undefined || team === "__ALL__" ? [] : team,
    permissions: { export: mayExport(claims.settings), explore: portal.datasets, edit: edits },
    dashboard: claims.object_name,
    expiresAt,
    ...dressOf(claims.settings),
  };
  return { scope, title: portal.title };
}

async function readDashboard(raw: Record<string, unknown>, expiresAt: number, sandbox: Sandbox) {
  const claims = readClaims(dashboardShape, raw);
  const rules = claims.permissions?.row_based ?? [];
  const allowedBy = (field: "tenant" | "region") => {
    const found = rules.filter((rule) => rule.path.field === field);
    // Several rules on one field narrow each other.
    return found.reduce<string[] | undefined>(
      (left, { values }) => (left ? left.filter((one) => values.includes(one)) : values),
      undefined,
    );
  };
  const tenants = allowedBy("tenant") ?? [];
  const [tenant = null] = tenants;
  const orgs = await sandbox.registry.list("holistics", "org", orgItem);
  if (tenants.length > 1 || (tenant && !orgs.some(({ body }) => body.tenant === tenant))) {
    throw new Refusal("tenant");
  }
  const name = claims.objects.dashboards[0] ?? "";
  const dashboard = await sandbox.registry.find("holistics", "dashboard", name, dashboardItem);
  if (!dashboard) throw new Refusal("content");
  const scope: ViewerScope = {
    tenant,
    regions: allowedBy("region") ?? "*",
    viewer: "",
    teams: [],
    permissions: { ...viewOnly, export: mayExport(claims.settings) },
    dashboard: name,
    expiresAt,
    ...dressOf(claims.settings),
  };
  return { scope, title: dashboard.title };
}

function mayExport(given: z.infer<typeof settings> | undefined): boolean {
  return (
    given?.allow_dashboard_export === true ||
    given?.allow_raw_data_export === true ||
    given?.enable_export_data === true
  );
}

function dressOf(given: z.infer<typeof settings> | undefined) {
  const { locale, timeZone } = readDress({ timeZone: given?.default_timezone });
  return { locale, timeZone };
}
