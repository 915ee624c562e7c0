import { z } from "zod";
import { parseDisplay } from "../../display";
import { Refusal } from "../../errors";
import type { VendorInstance } from "../../sandbox";
import { claimId, claimText, parseClaims, timeClaims } from "../../tokens/claims";
import type { JsonObject } from "../../tokens/compact";
import { verifyJwt } from "../../tokens/jws";
import { createScope, type ViewerScope } from "../../viewer-scope";
import { dashboards, embeds, organizations, portals } from "./resources";

const flag = z.boolean().optional();
const settingsSchema = z.strictObject({
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
const attribute = z.union([z.literal("__ALL__"), z.array(claimText).max(50)]).optional();
const portalSchema = z.strictObject({
  object_name: claimId,
  object_type: z.literal("EmbedPortal"),
  ...timeClaims,
  embed_user_id: claimId.optional(),
  embed_org_id: claimId,
  embed_user_email: claimText.optional(),
  user_attributes: z
    .strictObject({ tenant: attribute, region: attribute, team: attribute })
    .optional(),
  permissions: z
    .strictObject({
      enable_personal_workspace: flag,
      org_workspace_role: z.enum(["no_access", "viewer", "editor"]).optional(),
    })
    .optional(),
  settings: settingsSchema.optional(),
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
const dashboardSchema = z.strictObject({
  objects: z.strictObject({ dashboards: z.array(claimId).length(1) }),
  ...timeClaims,
  permissions: z.strictObject({ row_based: z.array(rowRule).max(20) }).optional(),
  settings: settingsSchema.optional(),
});

interface HolisticsEmbed {
  scope: ViewerScope;
  title: string;
}

/**
 * Verifies a token (JWS) of a portal or a dashboard.
 * @param embedKey the credential in the page's URL. A data request has the token alone: there every
 *   credential of the account is tried, each with its one algorithm.
 * @throws Refusal
 */
export async function verifyHolisticsToken(
  token: string,
  vendor: VendorInstance,
  embedKey?: string,
): Promise<HolisticsEmbed & { kind: "portal" | "dashboard" }> {
  const { registry } = vendor;
  const { claims, key, expiresAt } = await verifyJwt(token, vendor, {
    maxSeconds: 86_400,
    findKeys: (keys) => (embedKey === undefined ? keys.all : keys.byOwner(embedKey)),
  });
  const embed = await registry.find(embeds, key.owner);
  if (!embed) throw new Refusal("key");
  const read = embed.kind === "portal" ? readPortal : readDashboard;
  const result = await read(claims, expiresAt, vendor);
  if (!embed.objects.includes(result.scope.dashboard)) throw new Refusal("content");
  return { ...result, kind: embed.kind };
}

async function readPortal(
  verified: JsonObject,
  expiresAt: number,
  { registry }: VendorInstance,
): Promise<HolisticsEmbed> {
  const claims = parseClaims(portalSchema, verified);
  const organization = await registry.find(organizations, claims.embed_org_id);
  if (!organization) throw new Refusal("tenant");
  const { tenant, region, team } = claims.user_attributes ?? {};
  // The organization names the tenant; an attribute that names another is refused.
  if (tenant === "__ALL__" || tenant?.some((one) => one !== organization.tenant)) {
    throw new Refusal("tenant");
  }
  const portal = await registry.find(portals, claims.object_name);
  if (!portal) throw new Refusal("content");
  const scope = createScope({
    tenant: tenant?.[0] ?? null,
    regions: region === "__ALL__" ? "*" : (region ?? []),
    viewer: claims.embed_user_email,
    teams: team === "__ALL__" ? [] : team,
    permissions: {
      export: canExport(claims.settings),
      explore: portal.datasets,
      edit: claims.permissions?.org_workspace_role === "editor",
    },
    dashboard: claims.object_name,
    expiresAt,
    timeZone: readTimeZone(claims.settings),
  });
  return { scope, title: portal.title };
}

async function readDashboard(
  verified: JsonObject,
  expiresAt: number,
  { registry }: VendorInstance,
): Promise<HolisticsEmbed> {
  const claims = parseClaims(dashboardSchema, verified);
  const rules = claims.permissions?.row_based ?? [];
  // Several rules on one field narrow each other; without a rule the field is undefined.
  const allowedValues = (field: "tenant" | "region") =>
    rules
      .filter((rule) => rule.path.field === field)
      .map(({ values }) => values)
      .reduce<string[] | undefined>(
        (allowed, values) => allowed?.filter((one) => values.includes(one)) ?? values,
        undefined,
      );
  const tenants = allowedValues("tenant") ?? [];
  const [tenant = null] = tenants;
  const known = await registry.list(organizations);
  if (tenants.length > 1 || (tenant && !known.some(({ body }) => body.tenant === tenant))) {
    throw new Refusal("tenant");
  }
  const [name = ""] = claims.objects.dashboards;
  const dashboard = await registry.find(dashboards, name);
  if (!dashboard) throw new Refusal("content");
  const scope = createScope({
    tenant,
    regions: allowedValues("region") ?? "*",
    permissions: { export: canExport(claims.settings), explore: false, edit: false },
    dashboard: name,
    expiresAt,
    timeZone: readTimeZone(claims.settings),
  });
  return { scope, title: dashboard.title };
}

type Settings = z.infer<typeof settingsSchema> | undefined;

function canExport(settings: Settings): boolean {
  return [
    settings?.allow_dashboard_export,
    settings?.allow_raw_data_export,
    settings?.enable_export_data,
  ].includes(true);
}

function readTimeZone(settings: Settings): string {
  return parseDisplay({ timeZone: settings?.default_timezone }).timeZone;
}
