// What the vendors' documentation says must go over the wire, written by hand from their pages and samples.
import type { EmbedScope } from "./contract";

/** One dashboard of one vendor: what we are given, and what the vendor's pages say comes of it. */
export type Golden = {
  title: string;
  /** Where the values stand. */
  source: string;
  settings: Record<string, unknown>;
  scope: Partial<EmbedScope>;
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  pane: Record<string, unknown>;
  renewal: Record<string, unknown>;
};

/** The scope that every golden entry starts from; times are those of Scoop's sample. */
export const baseScope: EmbedScope = {
  tenant: { id: "ten-1", slug: "acme", name: "Acme" },
  viewer: { id: "user_88", email: "owner@acme.example", name: "Jane Doe", role: "owner" },
  teams: ["Finance"],
  region: null,
  names: {},
  teamNames: [],
  capabilities: ["view"],
  dashboard: { ref: "abcdef", kind: "dashboard", title: "Sales" },
  id: "unique-request-id-555",
  keyId: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa",
  issuedAt: 1735686000,
  expiresAt: 1735689600,
  theme: "light",
  locale: "en-US",
  timeZone: "Europe/Paris",
  hostOrigin: "https://host.example",
};

const formFrame = {
  kind: "frame",
  sandbox: "allow-scripts allow-same-origin allow-forms",
  allow: "fullscreen; clipboard-write",
  title: "Sales",
};

const exploSettings = {
  appUrl: "https://app.explo.co",
  scriptUrl: "https://embed.explo.co/bundle.js",
  apiUrls: ["https://api.explo.co"],
};
const exploRenewal = {
  mode: "message",
  origin: "https://app.explo.co",
  named: "event",
  ready: ["dashboardLoaded"],
  asks: ["customerJwtExpired"],
  answers: { event: "updateCustomerJwt", detail: { jwt: "TOKEN" } },
  // https://docs.explo.co/embedding-documentation/variables/passing-in-variables
  carries: [
    {
      on: "sendVariableUpdatedEvent",
      path: "detail.newValue",
      name: "detail.varName",
      param: "*",
      json: true,
    },
  ],
  height: [
    { on: "dashboardReadyToLoad", path: "detail.dashboardHeight" },
    { on: "dashboardLoaded", path: "detail.dashboardHeight" },
  ],
};
const exploHeader = { alg: "dir", enc: "A256GCM", kid: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa" };

const explo: Golden[] = [
  {
    title: "dashboard in a frame",
    source: "Explo: Using embed secrets (customer_1, abcdef); Option 2: iframe",
    settings: exploSettings,
    scope: { names: { customer: "customer_1" } },
    header: exploHeader,
    claims: {
      cst: "customer_1",
      dsh: "abcdef",
      des: true,
      iss: "https://host.example/",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      kind: "frame",
      src: "https://app.explo.co/iframe/TOKEN?locale_code=en-US",
      sandbox: "allow-scripts allow-same-origin",
      allow: "fullscreen; clipboard-write",
      title: "Sales",
    },
    renewal: exploRenewal,
  },
  {
    title: "dashboard as a web component, in an environment, editable, from any origin",
    source: "Explo: Option 1: web component; embedding environments",
    settings: { ...exploSettings, environment: "staging", bindOrigin: false },
    scope: {
      names: { customer: "customer_1" },
      capabilities: ["view", "edit"],
      dashboard: { ref: "abcdef", kind: "component", title: "Sales" },
    },
    header: exploHeader,
    claims: { cst: "customer_1", dsh: "abcdef", des: false, iat: 1735686000, exp: 1735689600 },
    pane: {
      kind: "element",
      tag: "explo-dashboard",
      script: "https://embed.explo.co/bundle.js",
      attributes: { "dash-jwt": "TOKEN", environment: "staging" },
      title: "Sales",
    },
    renewal: { ...exploRenewal, carriesInto: "variables" },
  },
  {
    title: "report builder in a frame, in an environment",
    source: "Explo: report builder, Option 2: iframe; rb_allowed_features",
    settings: { ...exploSettings, environment: "production" },
    scope: {
      names: { customer: "customer_1" },
      dashboard: { ref: "abcdef", kind: "report", title: "Sales" },
    },
    header: exploHeader,
    claims: {
      cst: "customer_1",
      dsh: "abcdef",
      rbc: ["flt", "srt"],
      iss: "https://host.example/",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      kind: "frame",
      src: "https://app.explo.co/report-builder/iframe/TOKEN/production?locale_code=en-US",
      sandbox: "allow-scripts allow-same-origin",
      allow: "fullscreen; clipboard-write",
      title: "Sales",
    },
    renewal: exploRenewal,
  },
  {
    title: "report builder with every feature",
    source: "Explo: rb_allowed_features null or [*] is everything",
    settings: exploSettings,
    scope: {
      names: { customer: "customer_1" },
      capabilities: ["view", "export", "explore", "edit"],
      dashboard: { ref: "abcdef", kind: "report", title: "Sales" },
    },
    header: exploHeader,
    claims: {
      cst: "customer_1",
      dsh: "abcdef",
      rbc: ["*"],
      iss: "https://host.example/",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      kind: "frame",
      src: "https://app.explo.co/report-builder/iframe/TOKEN?locale_code=en-US",
      sandbox: "allow-scripts allow-same-origin allow-downloads",
      allow: "fullscreen; clipboard-write",
      title: "Sales",
    },
    renewal: exploRenewal,
  },
];

const workbook = "My-Plugs-Sales-Table-JWT-28xgywpg21TkRWtz3jVRCe";
const sigmaSettings = {
  appUrl: "https://app.sigmacomputing.com",
  organization: "XXXXXX",
  accountTypes: { view: "View", export: "Act", explore: "Analyze", edit: "Build" },
};
const sigmaNames = { team: "Sales_People", tenant: "acme" };
const sigmaHeader = { alg: "HS256", typ: "JWT", kid: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa" };
const sigmaClaims = {
  sub: "owner+acme@acme.example",
  iss: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa",
  jti: "unique-request-id-555",
  iat: 1735686000,
  exp: 1735689600,
  account_type: "View",
  teams: ["Sales_People"],
  user_attributes: { tenant: "acme", region: "All" },
  first_name: "Jane",
  last_name: "Doe",
};
const sigmaRenewal = {
  mode: "swap",
  origin: "https://app.sigmacomputing.com",
  named: "type",
  ready: ["workbook:loaded"],
  drawn: ["workbook:dataloaded", "workbook:dataLoaded"],
  carries: [
    { on: "workbook:exploreKey:onchange", path: "exploreKey", param: ":explore" },
    { on: "workbook:bookmark:oncreate", path: "bookmarkId", param: ":bookmark" },
    { on: "workbook:bookmark:onchange", path: "bookmarkId", param: ":bookmark" },
    { on: "workbook:variables:onchange", path: "workbook.variables", param: "*" },
  ],
  errors: [{ on: "workbook:error", code: "code", text: "message" }],
  height: [{ on: "workbook:pageheight:onchange", path: "pageHeight" }],
};
const sigmaQuery =
  "?:jwt=TOKEN&:embed=true&:theme=Light&:lng=en-US&:menu_position=bottom&:responsive_height=true";

const sigma: Golden[] = [
  {
    title: "workbook",
    source: "Sigma: Embedding 3: JWT quickstart; JSON web token claims reference",
    settings: sigmaSettings,
    scope: { names: sigmaNames, dashboard: { ref: workbook, kind: "workbook", title: "Sales" } },
    header: sigmaHeader,
    claims: sigmaClaims,
    pane: {
      ...formFrame,
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}${sigmaQuery}`,
    },
    renewal: sigmaRenewal,
  },
  {
    title: "page, one region, exporting, with teams",
    source: "Sigma: quickstart's page URL; teams is an array in the claims reference",
    settings: sigmaSettings,
    scope: {
      names: sigmaNames,
      teamNames: [{ team: "acme-finance" }, { team: "acme-sales" }],
      region: "West",
      capabilities: ["view", "export"],
      dashboard: { ref: `${workbook}/page/GHs4vJQxig`, kind: "page", title: "Sales" },
    },
    header: sigmaHeader,
    claims: {
      ...sigmaClaims,
      account_type: "Act",
      teams: ["Sales_People", "acme-finance", "acme-sales"],
      user_attributes: { tenant: "acme", region: "West" },
    },
    pane: {
      ...formFrame,
      sandbox: "allow-scripts allow-same-origin allow-forms allow-downloads",
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}/page/GHs4vJQxig${sigmaQuery}`,
    },
    renewal: sigmaRenewal,
  },
  {
    title: "element, dark, in another language, no menu",
    source: "Sigma: quickstart's element URL; URL parameters theme, lng, menu_position",
    settings: { ...sigmaSettings, menuPosition: "none" },
    scope: {
      names: sigmaNames,
      dashboard: { ref: `${workbook}/element/bAGJb_-0AS`, kind: "element", title: "Sales" },
      theme: "dark",
      locale: "fr",
    },
    header: sigmaHeader,
    claims: sigmaClaims,
    pane: {
      ...formFrame,
      src:
        `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}/element/bAGJb_-0AS` +
        "?:jwt=TOKEN&:embed=true&:theme=Dark&:lng=fr&:menu_position=none&:responsive_height=true",
    },
    renewal: sigmaRenewal,
  },
  {
    title: "internal user",
    source:
      "Sigma: internal users enter with the address of their account; embed-only claims do not apply",
    settings: sigmaSettings,
    scope: {
      names: { ...sigmaNames, internal: "true" },
      dashboard: { ref: workbook, kind: "workbook", title: "Sales" },
    },
    header: sigmaHeader,
    claims: {
      sub: "owner@acme.example",
      iss: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa",
      jti: "unique-request-id-555",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...formFrame,
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}${sigmaQuery}`,
    },
    renewal: sigmaRenewal,
  },
];

const holisticsSettings = {
  appUrl: "https://us.holistics.io",
  key: "embed-key-1",
  explorePortals: { sales_portal: "sales_portal_explore" },
};
const holisticsNames = { org: "org_1", tenant: "acme" };
const holisticsRenewal = { mode: "swap", origin: "https://us.holistics.io" };
const holisticsPane = {
  ...formFrame,
  src: "https://us.holistics.io/embed/embed-key-1?_token=TOKEN",
};
const closed = {
  allow_dashboard_export: false,
  allow_raw_data_export: false,
  default_timezone: "Europe/Paris",
};
const rowPath = (field: string) => ({ dataset: "sales", model: "orders", field });

const holistics: Golden[] = [
  {
    title: "portal",
    source: "Holistics: embed portal parameters reference; identity and workspace",
    settings: holisticsSettings,
    scope: {
      names: holisticsNames,
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
    pane: holisticsPane,
    renewal: holisticsRenewal,
  },
  {
    title: "portal with everything, in one region",
    source: "Holistics: org_workspace_role editor; exploring is a portal that lists a dataset",
    settings: holisticsSettings,
    scope: {
      names: holisticsNames,
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
      ...holisticsPane,
      sandbox: "allow-scripts allow-same-origin allow-forms allow-downloads",
    },
    renewal: holisticsRenewal,
  },
  {
    title: "single dashboard, in one region",
    source: "Holistics: row-level permissions; embed payload naming objects.dashboards",
    settings: holisticsSettings,
    scope: {
      names: holisticsNames,
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
    pane: holisticsPane,
    renewal: holisticsRenewal,
  },
  {
    title: "single dashboard, all regions",
    source: "Holistics: row-level permissions",
    settings: holisticsSettings,
    scope: {
      names: holisticsNames,
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
    pane: holisticsPane,
    renewal: holisticsRenewal,
  },
];

const scoopSettings = { appUrl: "https://app.scoopanalytics.com", appId: "my-saas-app" };
const scoopRenewal = { mode: "message", origin: "https://app.scoopanalytics.com" };
const canvas = {
  kind: "component",
  name: "ScoopCanvas",
  props: {
    token: "TOKEN",
    canvasId: "C_SALES_DASHBOARD",
    width: "100%",
    height: "100%",
    src: "https://app.scoopanalytics.com/canvas/C_SALES_DASHBOARD?theme=light&locale=en-US&tz=Europe%2FParis",
  },
  title: "Sales",
};

const scoop: Golden[] = [
  {
    title: "canvas that may be queried",
    source: "Scoop: Embedding Scoop, example payload, member by member",
    settings: scoopSettings,
    scope: {
      names: { workspace: "W517" },
      capabilities: ["view", "explore"],
      dashboard: { ref: "C_SALES_DASHBOARD", kind: "canvas", title: "Sales" },
    },
    header: { alg: "RS256", typ: "JWT" },
    claims: {
      iss: "my-saas-app",
      sub: "user_88",
      workspace_id: "W517",
      permissions: ["read", "query"],
      exp: 1735689600,
      iat: 1735686000,
      jti: "unique-request-id-555",
    },
    pane: canvas,
    renewal: scoopRenewal,
  },
  {
    title: "canvas that may only be read, on one dataset",
    source: "Scoop: inbox_id, optional dataset focus",
    settings: scoopSettings,
    scope: {
      names: { workspace: "W517", inbox: "I_WEST" },
      region: "West",
      dashboard: { ref: "C_SALES_DASHBOARD", kind: "canvas", title: "Sales" },
    },
    header: { alg: "RS256", typ: "JWT" },
    claims: {
      iss: "my-saas-app",
      sub: "user_88",
      workspace_id: "W517",
      inbox_id: "I_WEST",
      permissions: ["read"],
      exp: 1735689600,
      iat: 1735686000,
      jti: "unique-request-id-555",
    },
    pane: canvas,
    renewal: scoopRenewal,
  },
];

const basedashSettings = { appUrl: "https://charts.basedash.com", sessionSeconds: 28800 };
const basedashOptions =
  "&theme=light&hide_org_name=true&hide_chat=false&hide_dashboards=false&hide_insights=false" +
  "&hide_automations=false&hide_models=false&hide_suggested_prompts=false&hide_sidebar=false";
const appFrame = {
  ...formFrame,
  sandbox: "allow-scripts allow-same-origin allow-forms allow-storage-access-by-user-activation",
  allow: "fullscreen; clipboard-write; storage-access",
};
const appRenewal = {
  mode: "session",
  origin: "https://charts.basedash.com",
  seconds: 28800,
  ends: { url: "https://charts.basedash.com/logout" },
};
const jane = { id: "u1", email: "jane@acme.example", name: "Jane Doe" };

const basedash: Golden[] = [
  {
    title: "whole app for a member",
    source: "Basedash: Authenticate via JWT, JWT structure; options of its embed SDK",
    settings: basedashSettings,
    scope: {
      names: { organization: "org_abc123" },
      viewer: { ...jane, role: "member" },
      capabilities: ["view", "edit"],
      dashboard: { ref: "", kind: "app", title: "Sales" },
      issuedAt: 1234567800,
      expiresAt: 1234567890,
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      email: "jane@acme.example",
      orgId: "org_abc123",
      firstName: "Jane",
      lastName: "Doe",
      role: "MEMBER",
      exp: 1234567890,
      iat: 1234567800,
    },
    pane: {
      ...appFrame,
      src: `https://charts.basedash.com/api/sso/jwt?jwt=TOKEN${basedashOptions}`,
    },
    renewal: appRenewal,
  },
  {
    title: "whole app for an editing admin, landing on a dashboard of this organization",
    source: "Basedash: role ADMIN; landing on dashboard_id",
    settings: basedashSettings,
    scope: {
      names: { organization: "org_abc123", "ref:sales": "dash_9" },
      viewer: { ...jane, role: "admin" },
      capabilities: ["view", "edit"],
      dashboard: { ref: "sales", kind: "app", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      email: "jane@acme.example",
      orgId: "org_abc123",
      firstName: "Jane",
      lastName: "Doe",
      role: "ADMIN",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...appFrame,
      src: `https://charts.basedash.com/api/sso/jwt?jwt=TOKEN${basedashOptions}&dashboard_id=dash_9`,
    },
    renewal: appRenewal,
  },
  {
    title: "shared dashboard, in one region",
    source: "Basedash: shared dashboards, dashboardLinkId equals the link in the URL, params",
    settings: basedashSettings,
    scope: {
      names: { organization: "org_abc123", "ref:sales": "link_9" },
      region: "West",
      dashboard: { ref: "sales", kind: "shared", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      dashboardLinkId: "link_9",
      params: { region: "West" },
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: { ...formFrame, src: "https://charts.basedash.com/shared/link_9/TOKEN" },
    renewal: { mode: "swap", origin: "https://charts.basedash.com" },
  },
];

/** By vendor; every kind of dashboard has at least one entry. */
export const goldens: Readonly<Record<string, readonly Golden[]>> = {
  explo,
  sigma,
  holistics,
  scoop,
  basedash,
};

/** Every claim that a vendor documents, nested ones with a dot; what is not here must not be sent. */
export const documentedClaims: Readonly<Record<string, readonly string[]>> = {
  // docs.explo.co: embed-secrets/generating-jwt
  explo: ["cst", "dsh", "iss", "rbc", "des", "iat", "exp"],
  // help.sigmacomputing.com: json-web-token-claims-reference (user attributes are the account's own)
  sigma: [
    ...["sub", "iss", "jti", "iat", "exp", "account_type", "teams"],
    ...["user_attributes", "user_attributes.*", "first_name", "last_name"],
  ],
  // docs.holistics.io: embed-portal/parameters-reference, identity-workspace, row-level-permissions
  holistics: [
    ...["object_name", "object_type", "embed_user_id", "embed_org_id", "embed_user_email"],
    ...["user_attributes", "user_attributes.*", "objects", "objects.dashboards", "permissions"],
    ...["permissions.enable_personal_workspace", "permissions.org_workspace_role"],
    ...["permissions.row_based", "settings", "settings.allow_dashboard_export"],
    ...["settings.allow_raw_data_export", "settings.default_timezone", "iat", "exp"],
  ],
  // docs.scoopanalytics.com: embedding-scoop
  scoop: ["iss", "sub", "workspace_id", "inbox_id", "permissions", "iat", "exp", "jti"],
  // docs.basedash.com: features/embedding; its SDK's CONTRACT for shared dashboards
  basedash: [
    ...["email", "orgId", "firstName", "lastName", "role", "iat", "exp"],
    ...["dashboardLinkId", "params", "params.*"],
  ],
};
