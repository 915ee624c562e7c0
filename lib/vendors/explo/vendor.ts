// https://docs.explo.co/embedding-documentation/embed-secrets/generating-jwt
import type { Kind, Vendor } from "@/lib/vendors/contract";
import { requireMapped } from "@/lib/vendors/scope";
import { frame, originOf, pathBelow, query, segment } from "@/lib/vendors/url";
import { requestToken } from "./api";
import { mapping, type Settings, settings } from "./settings";

const dashboard: Kind = {
  label: "Dashboard",
  pane: "frame",
  region: "mapping", // the token names a customer and has no attributes
  teams: "mapping",
  capabilities: { view: "`dsh`", export: null, explore: null, edit: "`des: false`" },
  includes: {},
  traits: ["renewsInPlace", "keepsFilters", "reportsReady"],
};

const allFeatures = '`rbc: ["*"]`'; // every feature of the report builder, or two of them

const report: Kind = {
  ...dashboard,
  label: "Report builder",
  capabilities: {
    view: '`rbc: ["flt","srt"]`',
    export: allFeatures,
    explore: allFeatures,
    edit: allFeatures,
  },
  includes: {
    export: ["explore", "edit"],
    explore: ["export", "edit"],
    edit: ["export", "explore"],
  },
};

export const explo: Vendor<Settings> = {
  id: "explo",
  label: "Explo",
  initials: "Ex",
  hue: 262,
  maxSeconds: 86_400, // what Explo itself mints
  credential: {
    algorithms: ["dir+A256GCM"],
    bytes: 32,
    kid: "required",
    tenantKid: null,
    api: { label: "API token (read-write)", orSigning: false },
  },
  kinds: {
    dashboard,
    component: { ...dashboard, label: "Dashboard (web component)", pane: "element" },
    report,
  },
  settings,
  mapping,
  identity: ["customer"],
  teamMapping: mapping,

  claims(scope, { bindOrigin }) {
    const edits = scope.capabilities.includes("edit");
    const features = scope.capabilities.some((one) => one !== "view") ? ["*"] : ["flt", "srt"];
    return {
      cst: requireMapped(scope, "customer"),
      dsh: scope.dashboard.ref,
      ...(scope.dashboard.kind === "report" ? { rbc: features } : { des: !edits }),
      ...(bindOrigin && { iss: `${scope.hostOrigin}/` }), // Explo refuses it without the slash
      iat: scope.issuedAt,
      exp: scope.expiresAt,
    };
  },

  pane(token, scope, { appUrl, scriptUrl, environment, presentation }) {
    const { title, kind } = scope.dashboard;
    const shared: Record<string, string> = presentation
      ? { theme: scope.theme, timezone: scope.timeZone }
      : {};
    if (kind === "component") {
      const attributes = {
        "dash-jwt": token,
        ...(environment && { environment }),
        ...shared,
        ...(presentation && { locale: scope.locale }),
      };
      return { kind: "element", tag: "explo-dashboard", script: scriptUrl, attributes, title };
    }
    const path = kind === "report" ? "report-builder/iframe" : "iframe";
    const version = environment ? `/${segment(environment)}` : "";
    const parameters = query({ locale_code: scope.locale, ...shared });
    const src = `${appUrl}/${path}/${token}${version}?${parameters}`;
    return frame(scope, src, "", "fullscreen; clipboard-write");
  },

  // https://docs.explo.co/embedding-documentation/general-features/custom-js-events
  // A frame posts these as messages; the element dispatches them on window.
  renewal: (token, { dashboard: { kind } }, { appUrl }) => ({
    mode: "message",
    origin: originOf(appUrl),
    named: "event",
    ready: ["dashboardLoaded"],
    asks: ["customerJwtExpired"], // despite its name sent "about to expire": answer at once
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

  // https://docs.explo.co/general-features/embed-id-page, and the frame's older form, which began with
  // the dashboard's id. Today's begins with a token.
  recognize(url, { appUrl }) {
    const [path, id = "", ...rest] = pathBelow(url, appUrl) ?? [];
    if (!/^[A-Za-z0-9_-]+$/.test(id)) return null;
    if (path === "embed_id" && rest.length === 0) return { kind: "dashboard", ref: id };
    if (path === "iframe" && rest.length > 0) return { kind: "dashboard", ref: id };
    return null;
  },

  errors: [], // none documented
  api: { requestToken },
};
