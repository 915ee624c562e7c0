import type { Golden, VendorFixtures } from "@/lib/vendors/base.fixtures";

const settings = {
  appUrl: "https://app.explo.co",
  scriptUrl: "https://embed.explo.co/bundle.js",
  apiUrls: ["https://api.explo.co"],
};
const renewal = {
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
const header = { alg: "dir", enc: "A256GCM", kid: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa" };

const goldens: Golden[] = [
  {
    title: "dashboard in a frame",
    source: "Explo: Using embed secrets (customer_1, abcdef); Option 2: iframe",
    settings,
    scope: { mapping: { customer: "customer_1" } },
    header,
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
    renewal,
  },
  {
    title: "dashboard as a web component, in an environment, editable, from any origin",
    source: "Explo: Option 1: web component; embedding environments",
    settings: { ...settings, environment: "staging", bindOrigin: false },
    scope: {
      mapping: { customer: "customer_1" },
      capabilities: ["view", "edit"],
      dashboard: { ref: "abcdef", kind: "component", title: "Sales" },
    },
    header,
    claims: { cst: "customer_1", dsh: "abcdef", des: false, iat: 1735686000, exp: 1735689600 },
    pane: {
      kind: "element",
      tag: "explo-dashboard",
      script: "https://embed.explo.co/bundle.js",
      attributes: { "dash-jwt": "TOKEN", environment: "staging" },
      title: "Sales",
    },
    renewal: { ...renewal, carriesInto: "variables" },
  },
  {
    title: "report builder in a frame, in an environment",
    source: "Explo: report builder, Option 2: iframe; rb_allowed_features",
    settings: { ...settings, environment: "production" },
    scope: {
      mapping: { customer: "customer_1" },
      dashboard: { ref: "abcdef", kind: "report", title: "Sales" },
    },
    header,
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
    renewal,
  },
  {
    title: "report builder with every feature",
    source: "Explo: rb_allowed_features null or [*] is everything",
    settings,
    scope: {
      mapping: { customer: "customer_1" },
      capabilities: ["view", "export", "explore", "edit"],
      dashboard: { ref: "abcdef", kind: "report", title: "Sales" },
    },
    header,
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
    renewal,
  },
  {
    title: "dashboard with theme and time zone",
    source: "undocumented: the sandbox reads these parameters",
    settings: { ...settings, presentation: true },
    scope: { mapping: { customer: "customer_1" }, theme: "dark" },
    header,
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
      src: "https://app.explo.co/iframe/TOKEN?locale_code=en-US&theme=dark&timezone=Europe%2FParis",
      sandbox: "allow-scripts allow-same-origin",
      allow: "fullscreen; clipboard-write",
      title: "Sales",
    },
    renewal,
  },
  {
    title: "web component with theme, locale and time zone",
    source: "undocumented: the sandbox reads these attributes",
    settings: { ...settings, presentation: true },
    scope: {
      mapping: { customer: "customer_1" },
      dashboard: { ref: "abcdef", kind: "component", title: "Sales" },
    },
    header,
    claims: {
      cst: "customer_1",
      dsh: "abcdef",
      des: true,
      iss: "https://host.example/",
      iat: 1735686000,
      exp: 1735689600,
    },
    pane: {
      kind: "element",
      tag: "explo-dashboard",
      script: "https://embed.explo.co/bundle.js",
      attributes: {
        "dash-jwt": "TOKEN",
        theme: "light",
        timezone: "Europe/Paris",
        locale: "en-US",
      },
      title: "Sales",
    },
    renewal: { ...renewal, carriesInto: "variables" },
  },
];

export const explo: VendorFixtures = {
  goldens,
  // docs.explo.co: embed-secrets/generating-jwt
  claims: ["cst", "dsh", "iss", "rbc", "des", "iat", "exp"],
  // docs.explo.co/general-features/embed-id-page, and the older embedded form
  addresses: [
    { url: "https://app.explo.co/embed_id/abcdef", shows: { kind: "dashboard", ref: "abcdef" } },
    {
      url: "https://app.explo.co/iframe/abcdef/customer-token/production",
      shows: { kind: "dashboard", ref: "abcdef" },
    },
    { url: "https://app.explo.co/iframe/aaaa.bbbb.cccc.dddd.eeee/production", shows: null },
    { url: "https://app.explo.co/dashboard/12", shows: null },
  ],
  errors: [],
  invalidRefs: [],
};
