import { formFrame, type Golden, type VendorFixtures } from "@/lib/vendors/base.fixtures";

const workbook = "My-Plugs-Sales-Table-JWT-28xgywpg21TkRWtz3jVRCe";
const settings = {
  appUrl: "https://app.sigmacomputing.com",
  organization: "XXXXXX",
  accountTypes: { view: "View", export: "Act", explore: "Analyze", edit: "Build" },
};
const mapping = { team: "Sales_People", tenant: "acme" };
const header = { alg: "HS256", typ: "JWT", kid: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa" };
const claims = {
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
const renewal = {
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
const query =
  "?:jwt=TOKEN&:embed=true&:theme=Light&:lng=en-US&:menu_position=bottom&:responsive_height=true";

const goldens: Golden[] = [
  {
    title: "workbook",
    source: "Sigma: Embedding 3: JWT quickstart; JSON web token claims reference",
    settings,
    scope: { mapping, dashboard: { ref: workbook, kind: "workbook", title: "Sales" } },
    header,
    claims,
    pane: {
      ...formFrame,
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}${query}`,
    },
    renewal,
  },
  {
    title: "page, one region, exporting, with teams",
    source: "Sigma: quickstart's page URL; teams is an array in the claims reference",
    settings,
    scope: {
      mapping,
      teamMappings: [{ team: "acme-finance" }, { team: "acme-sales" }],
      region: "West",
      capabilities: ["view", "export"],
      dashboard: { ref: `${workbook}/page/GHs4vJQxig`, kind: "page", title: "Sales" },
    },
    header,
    claims: {
      ...claims,
      account_type: "Act",
      teams: ["Sales_People", "acme-finance", "acme-sales"],
      user_attributes: { tenant: "acme", region: "West" },
    },
    pane: {
      ...formFrame,
      sandbox: "allow-scripts allow-same-origin allow-forms allow-downloads",
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}/page/GHs4vJQxig${query}`,
    },
    renewal,
  },
  {
    title: "element, dark, in another language, no menu",
    source: "Sigma: quickstart's element URL; URL parameters theme, lng, menu_position",
    settings: { ...settings, menuPosition: "none" },
    scope: {
      mapping,
      dashboard: { ref: `${workbook}/element/bAGJb_-0AS`, kind: "element", title: "Sales" },
      theme: "dark",
      locale: "fr",
    },
    header,
    claims,
    pane: {
      ...formFrame,
      src:
        `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}/element/bAGJb_-0AS` +
        "?:jwt=TOKEN&:embed=true&:theme=Dark&:lng=fr&:menu_position=none&:responsive_height=true",
    },
    renewal,
  },
  {
    title: "internal user",
    source:
      "Sigma: internal users enter with the address of their account; embed-only claims do not apply",
    settings,
    scope: {
      mapping: { ...mapping, internal: "true" },
      dashboard: { ref: workbook, kind: "workbook", title: "Sales" },
    },
    header,
    claims: {
      sub: "owner@acme.example",
      iss: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa",
      jti: "unique-request-id-555",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...formFrame,
      src: `https://app.sigmacomputing.com/XXXXXX/workbook/${workbook}${query}`,
    },
    renewal,
  },
];

export const sigma: VendorFixtures = {
  goldens,
  // help.sigmacomputing.com: json-web-token-claims-reference (attributes are named by the account)
  claims: [
    "sub",
    "iss",
    "jti",
    "iat",
    "exp",
    "account_type",
    "teams",
    "user_attributes",
    "user_attributes.*",
    "first_name",
    "last_name",
  ],
  // help.sigmacomputing.com: "copy the URL of the published workbook", page and element in it
  addresses: [
    {
      url: "https://app.sigmacomputing.com/XXXXXX/workbook/Sales-28xgywpg21TkRWtz3jVRCe",
      shows: { kind: "workbook", ref: "Sales-28xgywpg21TkRWtz3jVRCe" },
    },
    {
      url: "https://app.sigmacomputing.com/XXXXXX/workbook/Sales-28xgywpg21TkRWtz3jVRCe?:nodeId=x&:explore=1",
      shows: { kind: "workbook", ref: "Sales-28xgywpg21TkRWtz3jVRCe" },
    },
    {
      url: "https://app.sigmacomputing.com/XXXXXX/workbook/Sales-28xgyw/page/8sYsdvfL3Q",
      shows: { kind: "page", ref: "Sales-28xgyw/page/8sYsdvfL3Q" },
    },
    {
      url: "https://app.sigmacomputing.com/XXXXXX/workbook/Sales-28xgyw/element/m5lhWhqDpa/",
      shows: { kind: "element", ref: "Sales-28xgyw/element/m5lhWhqDpa" },
    },
    { url: "https://app.sigmacomputing.com/other/workbook/Sales-28xgyw", shows: null },
    { url: "https://app.sigmacomputing.com/XXXXXX/ask", shows: null },
    { url: "https://app.sigmacomputing.com/XXXXXX/workbook/Sales-28xgyw/page", shows: null },
    {
      url: "https://app.sigmacomputing.com.evil.example/XXXXXX/workbook/Sales-28xgyw",
      shows: null,
    },
  ],
  errors: [
    { text: "EPERM Operation not permitted", meaning: /creation is switched off/ },
    { text: "EACCES", meaning: /not shared/ },
    { text: "Session expired. Reload the page.", meaning: /expired/ },
    { text: "The specified teams sales do not exist", meaning: /team/ },
  ],
  invalidRefs: [
    { kind: "workbook", ref: "Book-1/page/p1" },
    { kind: "page", ref: "Book-1/element/e1" },
    { kind: "page", ref: "Book-1/page/.." },
  ],
};
