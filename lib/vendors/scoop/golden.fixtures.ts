import type { Golden, VendorFixtures } from "@/lib/vendors/base.fixtures";

const settings = { appUrl: "https://app.scoopanalytics.com", appId: "my-saas-app" };
const renewal = { mode: "message", origin: "https://app.scoopanalytics.com" };
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

const goldens: Golden[] = [
  {
    title: "canvas that may be queried",
    source: "Scoop: Embedding Scoop, example payload, member by member",
    settings,
    scope: {
      mapping: { workspace: "W517" },
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
    renewal,
  },
  {
    title: "canvas that may only be read, on one dataset",
    source: "Scoop: inbox_id, optional dataset focus",
    settings,
    scope: {
      mapping: { workspace: "W517", inbox: "I_WEST" },
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
    renewal,
  },
];

export const scoop: VendorFixtures = {
  goldens,
  // docs.scoopanalytics.com: embedding-scoop
  claims: ["iss", "sub", "workspace_id", "inbox_id", "permissions", "iat", "exp", "jti"],

  addresses: [{ url: "https://app.scoopanalytics.com/canvas/C_SALES_DASHBOARD", shows: null }],
  errors: [],
  invalidRefs: [{ kind: "canvas", ref: "" }],
};
