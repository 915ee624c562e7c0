// https://docs.holistics.io/docs/embed-portal/parameters-reference
import { type EmbedScope, NotConfigured, type Trait, type Vendor } from "@/lib/vendors/contract";
import { regionOr, requireMapped } from "@/lib/vendors/scope";
import { frame, frameOrigins, originOf, pathBelow, query, segment } from "@/lib/vendors/url";
import { mapping, type Settings, settings } from "./settings";

const ALL = "__ALL__"; // lifts the rule, as a bare string only
const exports = "`allow_dashboard_export`, `allow_raw_data_export`";
const traits: Trait[] = []; // embed events are announced, but do not exist yet

/** Rules in Holistics read the viewer's attributes. */
function portalClaims(scope: EmbedScope, { attributes, explorePortals }: Settings) {
  const { ref } = scope.dashboard;
  const explores = may(scope, "explore");
  const edits = may(scope, "edit");
  // No claim permits exploring: a portal that lists a dataset does.
  const portal = explores ? new Map(Object.entries(explorePortals)).get(ref) : ref;
  if (!portal) throw new NotConfigured("explorePortals", `No portal with a dataset for "${ref}".`);
  const region = regionOr(scope, ALL);
  return {
    object_name: portal,
    object_type: "EmbedPortal",
    embed_user_id: scope.viewer.id,
    embed_org_id: requireMapped(scope, "org"),
    embed_user_email: scope.viewer.email,
    user_attributes: {
      [attributes.tenant]: [requireMapped(scope, "tenant")],
      [attributes.region]: region === ALL ? ALL : [region],
      [attributes.team]: [...scope.teams],
    },
    permissions: {
      enable_personal_workspace: edits,
      org_workspace_role: edits ? "editor" : explores ? "viewer" : "no_access",
    },
  };
}

/** The token itself filters the rows, and names no person. */
function dashboardClaims(scope: EmbedScope, { rows }: Settings) {
  const only = (field: string, value: string) => ({
    path: { dataset: rows.dataset, model: rows.model, field },
    operator: "is",
    modifier: null,
    values: [value],
  });
  const row_based = [only(rows.tenant, requireMapped(scope, "tenant"))];
  if (scope.region !== null) row_based.push(only(rows.region, regionOr(scope, ALL)));
  return { objects: { dashboards: [scope.dashboard.ref] }, permissions: { row_based } };
}

const may = (scope: EmbedScope, capability: "export" | "explore" | "edit") =>
  scope.capabilities.includes(capability);

export const holistics: Vendor<Settings> = {
  id: "holistics",
  label: "Holistics",
  initials: "Ho",
  hue: 152,
  maxSeconds: 86_400, // no stated limit; its samples take a day
  credential: {
    algorithms: ["HS256", "RS256", "ES256"], // the product takes HS256, its glossary advises the others
    minBytes: 32,
    kid: "absent",
    tenantKid: null,
  },
  kinds: {
    portal: {
      label: "Embed portal",
      pane: "frame",
      region: "claim",
      teams: "claim",
      capabilities: {
        view: "`object_name`",
        export: exports,
        explore: "`object_name` of a portal with a dataset",
        edit: "`org_workspace_role: editor`, `enable_personal_workspace`",
      },
      includes: { edit: ["explore"] }, // one builds from a dataset
      traits,
    },
    dashboard: {
      label: "Single dashboard",
      pane: "frame",
      region: "claim",
      teams: "none",
      capabilities: { view: "`objects.dashboards`", export: exports, explore: null, edit: null },
      includes: {},
      traits,
    },
  },
  settings,
  mapping,
  identity: ["tenant"],
  teamMapping: null,

  claims(scope, settings) {
    const single = scope.dashboard.kind === "dashboard";
    return {
      ...(single ? dashboardClaims(scope, settings) : portalClaims(scope, settings)),
      settings: {
        allow_dashboard_export: may(scope, "export"),
        allow_raw_data_export: may(scope, "export"),
        default_timezone: scope.timeZone,
      },
      iat: scope.issuedAt,
      exp: scope.expiresAt, // only "recommended"; what happens without it is not documented
    };
  },

  pane(token, scope, { appUrl, key, presentation }) {
    const parameters = presentation ? { theme: scope.theme, locale: scope.locale } : {};
    const src = `${appUrl}/embed/${segment(key)}?${query({ _token: token, ...parameters })}`;
    return frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
  },

  renewal: (_token, _scope, { appUrl }) => ({ mode: "swap", origin: originOf(appUrl) }),
  origins: frameOrigins,

  // Only the deep link names an object.
  recognize(url, { appUrl, key }) {
    const [path, embed, objects, object, ...rest] = pathBelow(url, appUrl) ?? [];
    const fits = path === "embed" && embed === key && objects === "objects" && rest.length === 0;
    return fits && object ? { kind: "dashboard", ref: object } : null;
  },

  errors: [], // none documented
  api: null,
};
