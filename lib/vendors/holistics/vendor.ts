// How Holistics is spoken to: a portal for a person with attributes, or one dashboard with row filters.
// https://docs.holistics.io/docs/embed-portal/parameters-reference
import { z } from "zod";
import { type EmbedScope, type Fact, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import * as say from "@/lib/vendors/shared";

const { vendorUrl, word } = say;

const settings = z.strictObject({
  appUrl: vendorUrl.describe("Of your region, such as https://us.holistics.io"),
  key: word.describe("The embed's key or code. Each has a secret and a connection of its own."),
  explorePortals: z
    .record(z.string(), word)
    .default({})
    .describe(
      "For those who may explore: a portal's name = the portal with a dataset instead of it.",
    ),
  attributes: z
    .strictObject({ tenant: word, region: word, team: word })
    .default({ tenant: "tenant", region: "region", team: "team" })
    .describe("The user attributes that the portal's permission rules read."),
  rows: z
    .strictObject({ dataset: word, model: word, tenant: word, region: word })
    .default({ dataset: "sales", model: "orders", tenant: "tenant", region: "region" })
    .describe("The fields that a single dashboard's rows are filtered by."),
  presentation: z
    .boolean()
    .default(false)
    .describe("Also say theme and locale. Undocumented: only the sandbox reads them."),
});
type Settings = z.infer<typeof settings>;

const ALL = "__ALL__"; // as a bare string it lifts the rule
const downloads = "`allow_dashboard_export`, `allow_raw_data_export`";
const facts: Fact[] = []; // its embed events are announced, not there

/** Whole portal: rules in Holistics read the person's attributes. */
function portalClaims(scope: EmbedScope, { attributes, explorePortals }: Settings) {
  const { ref } = scope.dashboard;
  const [explores, edits] = [may(scope, "explore"), may(scope, "edit")];
  // Exploring is no flag of the token: it is there where the portal lists a dataset.
  const portal = explores ? new Map(Object.entries(explorePortals)).get(ref) : ref;
  if (!portal) throw new NotConfigured("explorePortals", `No portal with a dataset for "${ref}".`);
  const region = say.regionOr(scope, ALL);
  return {
    object_name: portal,
    object_type: "EmbedPortal",
    embed_user_id: scope.viewer.id,
    embed_org_id: say.requireName(scope, "org"),
    embed_user_email: scope.viewer.email,
    user_attributes: {
      [attributes.tenant]: [say.requireName(scope, "tenant")],
      [attributes.region]: region === ALL ? ALL : [region],
      [attributes.team]: [...scope.teams],
    },
    permissions: {
      enable_personal_workspace: edits,
      org_workspace_role: edits ? "editor" : explores ? "viewer" : "no_access",
    },
  };
}

/** Single dashboard: the token itself filters the rows and names no person. */
function dashboardClaims(scope: EmbedScope, { rows }: Settings) {
  const only = (field: string, value: string) => ({
    path: { dataset: rows.dataset, model: rows.model, field },
    operator: "is",
    modifier: null,
    values: [value],
  });
  const row_based = [only(rows.tenant, say.requireName(scope, "tenant"))];
  if (scope.region !== null) row_based.push(only(rows.region, say.regionOr(scope, ALL)));
  return { objects: { dashboards: [scope.dashboard.ref] }, permissions: { row_based } };
}

const may = (scope: EmbedScope, capability: "export" | "explore" | "edit") =>
  scope.capabilities.includes(capability);

export const holistics: Vendor<Settings> = {
  id: "holistics",
  label: "Holistics",
  mark: "Ho",
  hue: 152,
  maxSeconds: 86_400, // it states none; its samples take a day
  credential: {
    algorithms: ["HS256", "RS256", "ES256"], // the product takes HS256, its own glossary advises the others
    minBytes: 32,
    kid: "absent",
    perTenant: false,
  },
  kinds: {
    portal: {
      label: "Embed portal",
      pane: "frame",
      region: "claim",
      teams: "claim",
      capabilities: {
        view: "`object_name`",
        export: downloads,
        explore: "`object_name` of a portal with a dataset",
        edit: "`org_workspace_role: editor`, `enable_personal_workspace`",
      },
      brings: { edit: ["explore"] }, // one builds from a dataset
      facts,
    },
    dashboard: {
      label: "Single dashboard",
      pane: "frame",
      region: "claim",
      teams: "none",
      capabilities: { view: "`objects.dashboards`", export: downloads, explore: null, edit: null },
      brings: {},
      facts,
    },
  },
  mapping: z.strictObject({
    org: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, "only letters, digits, _ and -, at most 64")
      .describe("Saved work is kept under it, as a folder in Git: never change it."),
    tenant: word.describe("The tenant's value in attributes and rows."),
  }),
  identity: ["tenant"],
  teamMapping: null,
  settings,

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
      exp: scope.expiresAt, // only "recommended"; what a token without it may do is not documented
    };
  },

  pane(token, scope, { appUrl, key, presentation }) {
    const looks = presentation ? { theme: scope.theme, locale: scope.locale } : {};
    const src = `${appUrl}/embed/${say.segment(key)}?${say.query({ _token: token, ...looks })}`;
    return say.frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
  },

  renewal: (_token, _scope, { appUrl }) => ({ mode: "swap", origin: say.originOf(appUrl) }),
  origins: say.onlyFrame,

  // Only the deep link names an object; the embed's own address says no more than the key.
  recognize(url, { appUrl, key }) {
    const [place, embed, objects, object, ...rest] = say.pathBelow(url, appUrl) ?? [];
    const fits = place === "embed" && embed === key && objects === "objects" && rest.length === 0;
    return fits && object ? { kind: "dashboard", ref: object } : null;
  },
};
