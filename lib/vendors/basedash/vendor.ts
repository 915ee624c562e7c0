// https://docs.basedash.com/features/embedding
import { type EmbedScope, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import { regionOr, requireMapped, splitName } from "@/lib/vendors/scope";
import { frame, frameOrigins, originOf, pathBelow, query, segment } from "@/lib/vendors/url";
import { createWorkspace } from "./api";
import { errors } from "./errors";
import { mapping, parts, type Settings, settings } from "./settings";

/** Every tenant is an organization, where a dashboard may have another id: `ref:<ref>` in its mapping. */
function dashboardId({ mapping, dashboard: { ref } }: EmbedScope): string {
  const id = mapping[`ref:${ref}`] ?? ref;
  if (/^[A-Za-z0-9_-]*$/.test(id)) return id;
  throw new NotConfigured("dashboard.ref", `"${id}" is not an id at Basedash.`);
}

export const basedash: Vendor<Settings> = {
  id: "basedash",
  label: "Basedash",
  initials: "Ba",
  hue: 330,
  maxSeconds: 3600, // advised: 10 to 60 minutes
  credential: {
    algorithms: ["HS256"],
    minBytes: 32,
    kid: "absent",
    tenantKid: "organization",
    api: { label: "API key (bd_key_…)", orSigning: false },
  },
  kinds: {
    app: {
      label: "Whole app",
      pane: "frame",
      region: "mapping", // no claim narrows a member: a region is an organization of its own
      teams: "none",
      capabilities: {
        view: "`role: MEMBER`",
        export: null,
        explore: null,
        // Read when the member is created and never again: a demotion here does not demote there.
        edit: "`role: ADMIN` for owners and admins",
      },
      includes: {},
      // Nothing to renew while its session lasts.
      traits: ["renewsInPlace", "keepsFilters", "needsCookies", "needsReferer"],
    },
    shared: {
      label: "Shared dashboard",
      pane: "frame",
      region: "claim",
      teams: "none",
      capabilities: { view: "`dashboardLinkId`", export: null, explore: null, edit: null },
      includes: {},
      traits: ["needsReferer"], // allowed origins are checked by Referer
    },
  },
  settings,
  mapping,
  identity: ["organization"],
  teamMapping: null,

  claims(scope, { regionParam, allRegions }) {
    const life = { iat: scope.issuedAt, exp: scope.expiresAt };
    const orgId = requireMapped(scope, "organization"); // the key's, also where no claim has it
    if (scope.dashboard.kind === "shared") {
      const params = { [regionParam]: regionOr(scope, allRegions) };
      return { dashboardLinkId: dashboardId(scope), params, ...life };
    }
    const { first, last } = splitName(scope.viewer.name);
    const edits = scope.capabilities.includes("edit") && scope.viewer.role !== "member";
    return {
      email: scope.viewer.email,
      orgId,
      ...(first && { firstName: first }),
      ...(last && { lastName: last }),
      role: edits ? "ADMIN" : "MEMBER",
      ...life,
    };
  },

  pane(token, scope, { appUrl, hide, presentation }) {
    const { theme, locale } = scope;
    const id = dashboardId(scope);
    if (scope.dashboard.kind === "shared") {
      const parameters = presentation ? `?${query({ theme, locale })}` : "";
      const src = `${appUrl}/shared/${segment(id)}/${token}${parameters}`;
      return frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
    }
    // All of them, every time: Basedash remembers the last ones for the frame's session.
    const hidden = parts.map((part) => [`hide_${part}`, String(hide.includes(part))]);
    const options = query({
      jwt: token,
      theme,
      ...Object.fromEntries(hidden),
      dashboard_id: id || undefined,
    });
    // Safari keeps the cookie only after asking the viewer.
    const sandbox = "allow-forms allow-storage-access-by-user-activation";
    const allow = "fullscreen; clipboard-write; storage-access";
    return frame(scope, `${appUrl}/api/sso/jwt?${options}`, sandbox, allow);
  },

  renewal(_token, scope, { appUrl, sessionSeconds }) {
    const origin = originOf(appUrl);
    if (scope.dashboard.kind === "shared") return { mode: "swap", origin };
    return { mode: "session", origin, seconds: sessionSeconds, ends: { url: `${appUrl}/logout` } };
  },

  origins: (settings) => ({
    ...frameOrigins(settings),
    form: [originOf(settings.appUrl)], // its sign-out is a form posted in a hidden frame
  }),

  // A shared link, with or without a token behind it.
  recognize(url, { appUrl }) {
    const [path, link = "", ...rest] = pathBelow(url, appUrl) ?? [];
    const fits = path === "shared" && /^[A-Za-z0-9_-]+$/.test(link) && rest.length < 2;
    return fits ? { kind: "shared", ref: link } : null;
  },

  errors,
  api: { createWorkspace },
};
