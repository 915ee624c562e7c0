// How Scoop is spoken to: an RSA-signed token for a person in a workspace, handed to its component.
// https://docs.scoopanalytics.com/docs/embedding-scoop
import { z } from "zod";
import type { Vendor } from "@/lib/vendors/contract";
import {
  onlyFrame,
  originOf,
  query,
  requireName,
  segment,
  vendorUrl,
  word,
} from "@/lib/vendors/shared";

const settings = z.strictObject({
  appUrl: vendorUrl.describe("Where its canvases come from."),
  appId: word.describe("The application id that Scoop gave you; every token names it."),
});

const names = z.strictObject({
  workspace: word.describe("The workspace's id, such as W517."),
  inbox: word
    .optional()
    .describe("A dataset inside it, where the whole workspace would be too wide."),
});

export const scoop: Vendor<z.infer<typeof settings>> = {
  id: "scoop",
  label: "Scoop",
  mark: "Sc",
  hue: 28,
  maxSeconds: 3600, // "short-lived tokens (e.g., 1 hour)"
  credential: { algorithms: ["RS256"], kid: "absent", perTenant: false },
  kinds: {
    canvas: {
      label: "Canvas",
      pane: "component",
      region: "mapping", // no claim for attributes: a region is an inbox or a workspace of its own
      teams: "mapping",
      capabilities: {
        view: '`permissions: ["read"]`',
        export: null,
        explore: '`permissions: ["read","query"]`',
        edit: null,
      },
      brings: {},
      facts: ["inPlace", "carriesFilters", "oneTime"], // in place is our assumption: nothing is documented
    },
  },
  mapping: names,
  identity: ["workspace", "inbox"],
  teamMapping: names.partial(),
  settings,

  claims: (scope, { appId }) => ({
    iss: appId,
    sub: scope.viewer.id,
    workspace_id: requireName(scope, "workspace"),
    ...(scope.names.inbox && { inbox_id: scope.names.inbox }),
    permissions: scope.capabilities.includes("explore") ? ["read", "query"] : ["read"],
    iat: scope.issuedAt,
    exp: scope.expiresAt,
    jti: scope.id,
  }),

  pane(token, scope, { appUrl }) {
    const { ref, title } = scope.dashboard;
    const looks = query({ theme: scope.theme, locale: scope.locale, tz: scope.timeZone });
    // Ours: what our stand-in for the vendor's component shows. The vendor's own has no such property.
    const src = `${appUrl}/canvas/${segment(ref)}?${looks}`;
    const props = { token, canvasId: ref, width: "100%", height: "100%", src };
    return { kind: "component", name: "ScoopCanvas", props, title };
  },

  // No messages are documented: the component takes the next pane's properties.
  renewal: (_token, _scope, { appUrl }) => ({ mode: "message", origin: originOf(appUrl) }),
  origins: onlyFrame,
};
