// https://docs.scoopanalytics.com/docs/embedding-scoop
import type { Vendor } from "@/lib/vendors/contract";
import { requireMapped } from "@/lib/vendors/scope";
import { frameOrigins, originOf, query, segment } from "@/lib/vendors/url";
import { tryToken } from "./api";
import { mapping, type Settings, settings } from "./settings";

export const scoop: Vendor<Settings> = {
  id: "scoop",
  label: "Scoop",
  initials: "Sc",
  hue: 28,
  maxSeconds: 3600, // advised
  credential: { algorithms: ["RS256"], kid: "absent", tenantKid: null },
  kinds: {
    canvas: {
      label: "Canvas",
      pane: "component",
      region: "mapping", // no claim for attributes: a region is its own inbox or workspace
      teams: "mapping",
      capabilities: {
        view: '`permissions: ["read"]`',
        export: null,
        explore: '`permissions: ["read","query"]`',
        edit: null,
      },
      includes: {},
      traits: ["renewsInPlace", "keepsFilters", "singleUse"], // in place is our assumption
    },
  },
  settings,
  mapping,
  identity: ["workspace", "inbox"],
  teamMapping: mapping.partial(),

  claims: (scope, { appId }) => ({
    iss: appId,
    sub: scope.viewer.id,
    workspace_id: requireMapped(scope, "workspace"),
    ...(scope.mapping.inbox && { inbox_id: scope.mapping.inbox }),
    permissions: scope.capabilities.includes("explore") ? ["read", "query"] : ["read"],
    iat: scope.issuedAt,
    exp: scope.expiresAt,
    jti: scope.id,
  }),

  pane(token, scope, { appUrl }) {
    const { ref, title } = scope.dashboard;
    const parameters = query({ theme: scope.theme, locale: scope.locale, tz: scope.timeZone });
    // Only our ScoopCanvas takes `src`; the vendor's SDK knows its own address.
    const src = `${appUrl}/canvas/${segment(ref)}?${parameters}`;
    const props = { token, canvasId: ref, width: "100%", height: "100%", src };
    return { kind: "component", name: "ScoopCanvas", props, title };
  },

  // No messages are documented: the component gets the next pane's properties.
  renewal: (_token, _scope, { appUrl }) => ({ mode: "message", origin: originOf(appUrl) }),
  origins: frameOrigins,
  recognize: () => null, // no address of a canvas is documented
  errors: [], // none documented
  api: { tryToken },
};
