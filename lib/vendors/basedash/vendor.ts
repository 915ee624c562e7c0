// How Basedash is spoken to: the whole app behind a session of its own, or one shared dashboard.
// https://docs.basedash.com/features/embedding
import { z } from "zod";
import { type EmbedScope, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import * as say from "@/lib/vendors/shared";

const { vendorUrl, word } = say;

const parts = [
  "org_name",
  "chat",
  "dashboards",
  "insights",
  "automations",
  "models",
  "suggested_prompts",
  "sidebar",
] as const;

const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://charts.basedash.com"), // one page says app.basedash.com
  sessionSeconds: z
    .number()
    .int()
    .min(60)
    .describe("Life of the session it opens, in seconds. Documented nowhere: ask Basedash."),
  hide: z
    .array(z.enum(parts))
    .default(["org_name"])
    .describe("For looks only: whoever has the session can show them again."),
  regionParam: word.default("region").describe("The shared dashboards' variable for the region."),
  allRegions: word.default("All").describe("That variable's value for every region."),
  presentation: z
    .boolean()
    .default(false)
    .describe(
      "Also say theme and locale of shared dashboards. Undocumented: only the sandbox reads them.",
    ),
});

/**
 * Every tenant is an organization there, with links of its own: a mapping may say `ref:<ref>` for this
 * tenant's id of a dashboard; without it the ref is the id in every organization.
 */
function idOf({ names, dashboard: { ref } }: EmbedScope): string {
  const id = names[`ref:${ref}`] ?? ref;
  if (/^[A-Za-z0-9_-]*$/.test(id)) return id;
  throw new NotConfigured("dashboard.ref", `"${id}" is not an id at Basedash.`);
}

export const basedash: Vendor<z.infer<typeof settings>> = {
  id: "basedash",
  label: "Basedash",
  mark: "Ba",
  hue: 330,
  maxSeconds: 3600, // "10–60 minutes"
  credential: {
    algorithms: ["HS256"],
    minBytes: 32,
    kid: "absent",
    perTenant: true,
    perName: "organization",
    api: { label: "API key (bd_key_…)", orSigning: false },
  },
  kinds: {
    app: {
      label: "Whole app",
      pane: "frame",
      region: "mapping", // no claim narrows a member: a region is an organization with its own data
      teams: "none",
      capabilities: {
        view: "`role: MEMBER`",
        export: null,
        explore: null,
        // Read when the member is made and never again: a demotion here does not demote there.
        edit: "`role: ADMIN` for owners and admins",
      },
      brings: {},
      facts: ["inPlace", "carriesFilters", "needsCookies", "needsReferer"], // its session outlives the token
    },
    shared: {
      label: "Shared dashboard",
      pane: "frame",
      region: "claim",
      teams: "none",
      capabilities: { view: "`dashboardLinkId`", export: null, explore: null, edit: null },
      brings: {},
      facts: ["needsReferer"], // its allowed origins are checked by Referer
    },
  },
  mapping: z
    .object({
      organization: word.describe("The tenant's organization id. Its key carries it as key id."),
    })
    .catchall(z.string().regex(/^[A-Za-z0-9_-]+$/, "only letters, digits, _ and -"))
    .describe("Ids that differ in this organization: ref:<dashboard's ref> = id."),
  identity: ["organization"],
  teamMapping: null,
  settings,

  claims(scope, { regionParam, allRegions }) {
    const life = { iat: scope.issuedAt, exp: scope.expiresAt };
    const orgId = say.requireName(scope, "organization"); // also when unsaid: it owns the key
    if (scope.dashboard.kind === "shared") {
      const params = { [regionParam]: say.regionOr(scope, allRegions) };
      return { dashboardLinkId: idOf(scope), params, ...life };
    }
    const { first, last } = say.nameParts(scope.viewer.name);
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
    const id = idOf(scope);
    if (scope.dashboard.kind === "shared") {
      const looks = presentation ? `?${say.query({ theme, locale })}` : "";
      const src = `${appUrl}/shared/${say.segment(id)}/${token}${looks}`;
      return say.frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
    }
    // All of them, every time: Basedash remembers what this frame's session was told last.
    const hidden = parts.map((part) => [`hide_${part}`, String(hide.includes(part))]);
    const landing = { dashboard_id: id || undefined };
    const options = say.query({ jwt: token, theme, ...Object.fromEntries(hidden), ...landing });
    const sandbox = "allow-forms allow-storage-access-by-user-activation"; // Safari asks before a cookie
    const allow = "fullscreen; clipboard-write; storage-access";
    return say.frame(scope, `${appUrl}/api/sso/jwt?${options}`, sandbox, allow);
  },

  renewal(_token, scope, { appUrl, sessionSeconds }) {
    const origin = say.originOf(appUrl);
    if (scope.dashboard.kind === "shared") return { mode: "swap", origin };
    return { mode: "session", origin, seconds: sessionSeconds, ends: { url: `${appUrl}/logout` } };
  },

  origins: (settings) => ({
    ...say.onlyFrame(settings),
    form: [say.originOf(settings.appUrl)], // its sign-out is a form in a hidden frame
  }),

  // A shared link, with or without a token behind it.
  recognize(url, { appUrl }) {
    const [place, link = "", ...rest] = say.pathBelow(url, appUrl) ?? [];
    const fits = place === "shared" && /^[A-Za-z0-9_-]+$/.test(link) && rest.length < 2;
    return fits ? { kind: "shared", ref: link } : null;
  },
};
