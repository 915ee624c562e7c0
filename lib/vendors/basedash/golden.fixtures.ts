import { formFrame, type Golden, type VendorFixtures } from "@/lib/vendors/base.fixtures";

const settings = { appUrl: "https://charts.basedash.com", sessionSeconds: 28800 };
const options =
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

const goldens: Golden[] = [
  {
    title: "whole app for a member",
    source: "Basedash: Authenticate via JWT, JWT structure; options of its embed SDK",
    settings,
    scope: {
      mapping: { organization: "org_abc123" },
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
      src: `https://charts.basedash.com/api/sso/jwt?jwt=TOKEN${options}`,
    },
    renewal: appRenewal,
  },
  {
    title: "whole app for an editing admin, landing on a dashboard of this organization",
    source: "Basedash: role ADMIN; landing on dashboard_id",
    settings,
    scope: {
      mapping: { organization: "org_abc123", "ref:sales": "dash_9" },
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
      src: `https://charts.basedash.com/api/sso/jwt?jwt=TOKEN${options}&dashboard_id=dash_9`,
    },
    renewal: appRenewal,
  },
  {
    title: "shared dashboard, in one region",
    source: "Basedash: shared dashboards, dashboardLinkId equals the link in the URL, params",
    settings,
    scope: {
      mapping: { organization: "org_abc123", "ref:sales": "link_9" },
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
  {
    title: "shared dashboard with theme and locale",
    source: "undocumented: the sandbox reads these parameters",
    settings: { ...settings, presentation: true },
    scope: {
      mapping: { organization: "org_abc123" },
      dashboard: { ref: "link_9", kind: "shared", title: "Sales" },
    },
    header: { alg: "HS256", typ: "JWT" },
    claims: {
      dashboardLinkId: "link_9",
      params: { region: "All" },
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      ...formFrame,
      src: "https://charts.basedash.com/shared/link_9/TOKEN?theme=light&locale=en-US",
    },
    renewal: { mode: "swap", origin: "https://charts.basedash.com" },
  },
];

export const basedash: VendorFixtures = {
  goldens,
  // docs.basedash.com: features/embedding; its SDK's CONTRACT for shared dashboards
  claims: [
    "email",
    "orgId",
    "firstName",
    "lastName",
    "role",
    "iat",
    "exp",
    "dashboardLinkId",
    "params",
    "params.*",
  ],

  addresses: [
    { url: "https://charts.basedash.com/shared/link_9", shows: { kind: "shared", ref: "link_9" } },
    {
      url: "https://charts.basedash.com/shared/link_9/eyJh.eyJi.c2ln",
      shows: { kind: "shared", ref: "link_9" },
    },
    { url: "https://charts.basedash.com/shared", shows: null },
    { url: "https://charts.basedash.com/api/sso/jwt?jwt=x", shows: null },
  ],
  errors: [
    { text: "Embedding is not enabled for this organization", meaning: /switched off/ },
    { text: "This embed is not authorized to load from http://x", meaning: /allowed origins/ },
    { text: "Unable to verify the request origin", meaning: /Referer/ },
    { text: "The JWT token is invalid or has expired", meaning: /secret/ },
    {
      text: "The organization ID in your JWT does not match any Basedash organization",
      meaning: /ID/,
    },
  ],
  invalidRefs: [
    { kind: "app", ref: "a/b" },
    { kind: "shared", ref: "" },
  ],
};
