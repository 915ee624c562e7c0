// How Explo is spoken to: an encrypted token for a customer (never a person), renewed in place.
// https://docs.explo.co/embedding-documentation/embed-secrets/generating-jwt
import { z } from "zod";
import type { Kind, Vendor } from "@/lib/vendors/contract";
import {
  frame,
  originOf,
  pathBelow,
  query,
  requireName,
  segment,
  vendorUrl,
  word,
} from "@/lib/vendors/shared";

const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://app.explo.co"),
  scriptUrl: vendorUrl.describe("The web component, usually https://embed.explo.co/bundle.js"),
  apiUrls: z
    .array(vendorUrl)
    .default([])
    .describe("Where the web component fetches, beyond the script's own origin."),
  environment: word.optional().describe("Such as production. Empty: the newest saved version."),
  bindOrigin: z
    .boolean()
    .default(true)
    .describe("Explo then takes the token from this host's address only."),
  presentation: z
    .boolean()
    .default(false)
    .describe("Also say theme and time zone. Undocumented: only the sandbox reads them."),
  mint: z
    .enum(["self", "api"])
    .default("self")
    .describe("self: this host seals tokens. api: Explo makes each one, asked with an API token."),
  apiUrl: vendorUrl.optional().describe("For tokens that Explo makes. Empty: https://api.explo.co"),
});

const names = z.strictObject({ customer: word.describe("The customer's provided id at Explo.") });

const dashboard: Kind = {
  label: "Dashboard",
  pane: "frame",
  region: "mapping", // the token has no attributes: a customer is the smallest thing it can name
  teams: "mapping",
  capabilities: { view: "`dsh`", export: null, explore: null, edit: "`des: false`" },
  brings: {},
  facts: ["inPlace", "carriesFilters", "failureVisible"],
};

const all = '`rbc: ["*"]`'; // every feature of the report builder or two of them: there is no middle

const report: Kind = {
  ...dashboard,
  label: "Report builder",
  capabilities: { view: '`rbc: ["flt","srt"]`', export: all, explore: all, edit: all },
  brings: { export: ["explore", "edit"], explore: ["export", "edit"], edit: ["export", "explore"] },
};

export const explo: Vendor<z.infer<typeof settings>> = {
  id: "explo",
  label: "Explo",
  mark: "Ex",
  hue: 262,
  maxSeconds: 86_400, // what Explo itself mints
  // The secret's text is the AES key as it stands, hence the exact length.
  credential: {
    algorithms: ["dir+A256GCM"],
    bytes: 32,
    kid: "required",
    perTenant: false,
    api: { label: "API token (read-write)", orSigning: false },
  },
  kinds: {
    dashboard,
    component: { ...dashboard, label: "Dashboard (web component)", pane: "element" },
    report,
  },
  mapping: names,
  identity: ["customer"],
  teamMapping: names,
  settings,

  claims(scope, { bindOrigin }) {
    const edits = scope.capabilities.includes("edit");
    const features = scope.capabilities.some((one) => one !== "view") ? ["*"] : ["flt", "srt"];
    return {
      cst: requireName(scope, "customer"),
      dsh: scope.dashboard.ref,
      ...(scope.dashboard.kind === "report" ? { rbc: features } : { des: !edits }),
      ...(bindOrigin && { iss: `${scope.hostOrigin}/` }), // with the slash, or Explo refuses
      iat: scope.issuedAt,
      exp: scope.expiresAt,
    };
  },

  pane(token, scope, { appUrl, scriptUrl, environment, presentation }) {
    const { title, kind } = scope.dashboard;
    const looks: Record<string, string> = presentation
      ? { theme: scope.theme, timezone: scope.timeZone }
      : {};
    if (kind === "component") {
      if (presentation) looks.locale = scope.locale;
      const attributes = { "dash-jwt": token, ...(environment ? { environment } : {}), ...looks };
      return { kind: "element", tag: "explo-dashboard", script: scriptUrl, attributes, title };
    }
    const door = kind === "report" ? "report-builder/iframe" : "iframe";
    const version = environment ? `/${segment(environment)}` : "";
    const parameters = query({ locale_code: scope.locale, ...looks });
    const src = `${appUrl}/${door}/${token}${version}?${parameters}`;
    return frame(scope, src, "", "fullscreen; clipboard-write");
  },

  // https://docs.explo.co/embedding-documentation/general-features/custom-js-events
  // The frame says these by message, the element as events on window.
  renewal: (token, { dashboard: { kind } }, { appUrl }) => ({
    mode: "message",
    origin: originOf(appUrl),
    named: "event",
    ready: ["dashboardLoaded"],
    asks: ["customerJwtExpired"], // the name says expired, the text "about to expire": it wants one now
    answers: { event: "updateCustomerJwt", detail: { jwt: token } },
    carries: [
      {
        on: "sendVariableUpdatedEvent",
        path: "detail.newValue",
        name: "detail.varName",
        param: "*",
        json: true, // ?category="Hardware"
      },
    ],
    ...(kind === "component" && { carriesInto: "variables" }),
    height: ["dashboardReadyToLoad", "dashboardLoaded"].map((on) => ({
      on,
      path: "detail.dashboardHeight",
    })),
  }),

  origins({ appUrl, scriptUrl, apiUrls }) {
    const connect = [...new Set([scriptUrl, ...apiUrls].map(originOf))];
    return { frame: [originOf(appUrl)], script: [originOf(scriptUrl)], connect, form: [] };
  },

  // https://docs.explo.co/general-features/embed-id-page; an embedded frame's address is a token that
  // tells nothing, its older form began with the dashboard's id.
  recognize(url, { appUrl }) {
    const [place, id = "", ...rest] = pathBelow(url, appUrl) ?? [];
    if (!/^[A-Za-z0-9_-]+$/.test(id)) return null;
    if (place === "embed_id" && rest.length === 0) return { kind: "dashboard", ref: id };
    if (place === "iframe" && rest.length > 0) return { kind: "dashboard", ref: id };
    return null;
  },
};
