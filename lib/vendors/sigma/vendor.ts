// https://help.sigmacomputing.com/docs/json-web-token-claims-reference
import { type EmbedScope, type Kind, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import { regionOr, requireMapped, splitName } from "@/lib/vendors/scope";
import { frame, frameOrigins, originOf, pathBelow, segment } from "@/lib/vendors/url";
import { listContent, provisionMember } from "./api";
import { errors } from "./errors";
import { mapping, type Settings, settings, teamMapping } from "./settings";

const accountType = "`account_type`";
const kind: Omit<Kind, "label"> = {
  pane: "frame",
  region: "claim",
  teams: "mapped-claim",
  capabilities: { view: accountType, export: accountType, explore: accountType, edit: accountType },
  includes: { explore: ["export"], edit: ["export", "explore"] },
  traits: ["keepsFilters", "reportsReady", "singleUse"],
};

/**
 * `owner+acme@acme.example`. Sigma keeps teams and attributes per `sub`, so a person of two tenants with
 * one address would see one tenant's rows in the other. An address that has a plus part gets `.acme`:
 * a slug has no dot, so no two people and tenants share a `sub`.
 */
function tenantScopedSub({ viewer, tenant }: EmbedScope): string {
  const at = viewer.email.lastIndexOf("@");
  const local = viewer.email.slice(0, at);
  // Sigma takes no underscores or other unsupported characters; the id keeps people apart.
  const plain = local.replace(/[^A-Za-z0-9.+-]/g, "-");
  const suffix = plain === local ? "" : `-${viewer.id.replace(/[^A-Za-z0-9-]/g, "-")}`;
  return `${plain}${suffix}${plain.includes("+") ? "." : "+"}${tenant.slug}${viewer.email.slice(at)}`;
}

/** `Name-id`, `Name-id/page/id` or `Name-id/element/id`, as in the published URL. */
function workbookPath({ dashboard: { ref, kind } }: EmbedScope): string {
  const parts = ref.split("/");
  const fits = kind === "workbook" ? parts.length === 1 : parts.length === 3 && parts[1] === kind;
  if (fits) return parts.map(segment).join("/");
  throw new NotConfigured("dashboard.ref", `"${ref}" is not a Sigma ${kind}.`);
}

export const sigma: Vendor<Settings> = {
  id: "sigma",
  label: "Sigma",
  initials: "Si",
  hue: 212,
  maxSeconds: 2_592_000,
  credential: {
    algorithms: ["HS256"],
    minBytes: 32,
    kid: "required",
    tenantKid: null,
    api: { label: "client id and secret with the REST API privilege", orSigning: true },
  },
  kinds: {
    workbook: { ...kind, label: "Workbook" },
    page: { ...kind, label: "Workbook page" },
    element: { ...kind, label: "Workbook element" },
  },
  settings,
  mapping,
  identity: ["tenant"],
  teamMapping,

  claims(scope, { accountTypes, tenantAttribute, regionAttribute, allRegions }) {
    const common = {
      iss: scope.kid, // the signing client id, in the newest reference; older ones ignore it
      jti: scope.id, // used up by the first load: one mint per navigation
      iat: scope.issuedAt,
      exp: scope.expiresAt, // also the end of the session it opens
    };
    if (scope.mapping.internal === "true") {
      // Embed-only claims do not apply to internal users, so the token cannot narrow one.
      if (scope.region === null) return { sub: scope.viewer.email, ...common };
      throw new NotConfigured("region", "Sigma cannot narrow an internal user to a region.");
    }
    const highest = (["edit", "explore", "export"] as const).find((one) =>
      scope.capabilities.includes(one),
    );
    const { first, last } = splitName(scope.viewer.name);
    return {
      sub: tenantScopedSub(scope),
      ...common,
      account_type: accountTypes[highest ?? "view"],
      // An array, as in the reference; the quickstart's code sends a single `team`.
      teams: [
        requireMapped(scope, "team"),
        ...scope.teamMappings.flatMap(({ team }) => team ?? []),
      ],
      user_attributes: {
        [tenantAttribute]: requireMapped(scope, "tenant"),
        [regionAttribute]: regionOr(scope, allRegions),
      },
      ...(first && { first_name: first }),
      ...(last && { last_name: last }),
    };
  },

  pane(token, scope, { appUrl, organization, menuPosition }) {
    const theme = scope.theme === "dark" ? "Dark" : "Light";
    const src =
      `${appUrl}/${segment(organization)}/workbook/${workbookPath(scope)}` +
      // By hand: URLSearchParams would write %3Ajwt, which Sigma does not read.
      `?:jwt=${token}&:embed=true&:theme=${theme}&:lng=${encodeURIComponent(scope.locale)}` +
      `&:menu_position=${menuPosition}&:responsive_height=true`;
    return frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
  },

  // https://help.sigmacomputing.com/docs/inbound-and-outbound-event-reference (none takes a token)
  renewal: (_token, _scope, { appUrl }) => ({
    mode: "swap",
    origin: originOf(appUrl),
    named: "type",
    ready: ["workbook:loaded"], // sent with the skeleton
    drawn: ["workbook:dataloaded", "workbook:dataLoaded"], // both casings are in use
    carries: [
      { on: "workbook:exploreKey:onchange", path: "exploreKey", param: ":explore" },
      { on: "workbook:bookmark:oncreate", path: "bookmarkId", param: ":bookmark" },
      { on: "workbook:bookmark:onchange", path: "bookmarkId", param: ":bookmark" },
      { on: "workbook:variables:onchange", path: "workbook.variables", param: "*" },
    ],
    errors: [{ on: "workbook:error", code: "code", text: "message" }],
    height: [{ on: "workbook:pageheight:onchange", path: "pageHeight" }],
  }),

  origins: frameOrigins,

  // As in the browser's address bar, with or without a query.
  recognize(url, { appUrl, organization }) {
    const [org, type, workbook = "", part, id, ...rest] = pathBelow(url, appUrl) ?? [];
    if (org !== organization || type !== "workbook" || rest.length > 0) return null;
    if (!/^.+-[A-Za-z0-9_]+$/.test(workbook)) return null;
    if (part === undefined) return { kind: "workbook", ref: workbook };
    if ((part !== "page" && part !== "element") || !id) return null;
    return { kind: part, ref: `${workbook}/${part}/${id}` };
  },

  errors,
  api: { provisionMember, listContent },
};
