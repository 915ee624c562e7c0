import { formFrame, type Golden, type VendorFixtures } from "@/lib/vendors/base.fixtures";

const settings = {
  appUrl: "https://us.holistics.io",
  key: "embed-key-1",
  explorePortals: { sales_portal: "sales_portal_explore" },
};
const mapping = { org: "org_1", tenant: "acme" };
const renewal = { mode: "swap", origin: "https://us.holistics.io" };
const pane = {
  ...formFrame,
  src: "https://us.holistics.io/embed/embed-key-1?_token=TOKEN",
};
const closed = {
  allow_dashboard_export: false,
  allow_raw_data_export: false,
  default_timezone: "Europe/Paris",
};
const rowPath = (field: string) => ({ dataset: "sales", model: "orders", field });

const goldens: Golden[] = [
  {
    title: "portal",
    source: "Holistics: embed portal parameters reference; identity and workspace",
    settings,
    scope: {
      mapping,
      dashboard: { ref: "sales_portal", kind: "portal", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      object_name: "sales_portal",
      object_type: "EmbedPortal",
      embed_user_id: "user_88",
      embed_org_id: "org_1",
      embed_user_email: "owner@acme.example",
      user_attributes: { tenant: ["acme"], region: "__ALL__", team: ["Finance"] },
      permissions: { enable_personal_workspace: false, org_workspace_role: "no_access" },
      settings: closed,
      iat: 1735686000,
      exp: 1735689600,
    },
    pane,
    renewal,
  },
  {
    title: "portal with everything, in one region",
    source: "Holistics: org_workspace_role editor; exploring is a portal that lists a dataset",
    settings,
    scope: {
      mapping,
      region: "West",
      teams: [],
      capabilities: ["view", "export", "explore", "edit"],
      dashboard: { ref: "sales_portal", kind: "portal", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      object_name: "sales_portal_explore",
      object_type: "EmbedPortal",
      embed_user_id: "user_88",
      embed_org_id: "org_1",
      embed_user_email: "owner@acme.example",
      user_attributes: { tenant: ["acme"], region: ["West"], team: [] },
      permissions: { enable_personal_workspace: true, org_workspace_role: "editor" },
      settings: { ...closed, allow_dashboard_export: true, allow_raw_data_export: true },
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...pane,
      sandbox: "allow-scripts allow-same-origin allow-forms allow-downloads",
    },
    renewal,
  },
  {
    title: "single dashboard, in one region",
    source: "Holistics: row-level permissions; embed payload naming objects.dashboards",
    settings,
    scope: {
      mapping,
      region: "West",
      dashboard: { ref: "sales_dashboard", kind: "dashboard", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      objects: { dashboards: ["sales_dashboard"] },
      permissions: {
        row_based: [
          { path: rowPath("tenant"), operator: "is", modifier: null, values: ["acme"] },
          { path: rowPath("region"), operator: "is", modifier: null, values: ["West"] },
        ],
      },
      settings: closed,
      iat: 1735686000,
      exp: 1735689600,
    },
    pane,
    renewal,
  },
  {
    title: "single dashboard, all regions",
    source: "Holistics: row-level permissions",
    settings,
    scope: {
      mapping,
      dashboard: { ref: "sales_dashboard", kind: "dashboard", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      objects: { dashboards: ["sales_dashboard"] },
      permissions: {
        row_based: [{ path: rowPath("tenant"), operator: "is", modifier: null, values: ["acme"] }],
      },
      settings: closed,
      iat: 1735686000,
      exp: 1735689600,
    },
    pane,
    renewal,
  },
  {
    title: "single dashboard with theme and locale",
    source: "undocumented: the sandbox reads these parameters",
    settings: { ...settings, presentation: true },
    scope: {
      mapping,
      dashboard: { ref: "sales_dashboard", kind: "dashboard", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      objects: { dashboards: ["sales_dashboard"] },
      permissions: {
        row_based: [{ path: rowPath("tenant"), operator: "is", modifier: null, values: ["acme"] }],
      },
      settings: closed,
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...pane,
      src: "https://us.holistics.io/embed/embed-key-1?_token=TOKEN&theme=light&locale=en-US",
    },
    renewal,
  },
];

export const holistics: VendorFixtures = {
  goldens,
  // docs.holistics.io: embed-portal/parameters-reference, identity-workspace, row-level-permissions
  claims: [
    "object_name",
    "object_type",
    "embed_user_id",
    "embed_org_id",
    "embed_user_email",
    "user_attributes",
    "user_attributes.*",
    "objects",
    "objects.dashboards",
    "permissions",
    "permissions.enable_personal_workspace",
    "permissions.org_workspace_role",
    "permissions.row_based",
    "settings",
    "settings.allow_dashboard_export",
    "settings.allow_raw_data_export",
    "settings.default_timezone",
    "iat",
    "exp",
  ],

  addresses: [
    {
      url: "https://us.holistics.io/embed/embed-key-1/objects/sales_dashboard?_token=x",
      shows: { kind: "dashboard", ref: "sales_dashboard" },
    },
    { url: "https://us.holistics.io/embed/embed-key-1?_token=x", shows: null },
    { url: "https://us.holistics.io/embed/other/objects/sales_dashboard", shows: null },
  ],
  errors: [],
  invalidRefs: [],
};
