// How Sigma is spoken to: one token per load, a person with teams and attributes, literal colons.
// https://help.sigmacomputing.com/docs/json-web-token-claims-reference
import { z } from "zod";
import { type EmbedScope, type Kind, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import * as say from "@/lib/vendors/shared";

const { vendorUrl, word } = say;

const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://app.sigmacomputing.com"),
  organization: word.describe(
    "The organization's slug, the first part of every workbook's address.",
  ),
  accountTypes: z
    .strictObject({ view: word, export: word, explore: word, edit: word })
    .describe("Names of account types at Sigma. Each must permit what those before it do."),
  tenantAttribute: word.default("tenant").describe("The user attribute that names the tenant."),
  regionAttribute: word.default("region").describe("The user attribute that names the region."),
  allRegions: word.default("All").describe("What the region attribute says for every region."),
  menuPosition: z.enum(["top", "bottom", "none"]).default("bottom"),
  provision: z
    .enum(["auto", "first"])
    .default("auto")
    .describe(
      "first: Sigma creates no users itself, so this host makes them known through its API.",
    ),
  apiUrl: vendorUrl
    .optional()
    .describe(
      "Where its REST API is, such as https://aws-api.sigmacomputing.com. For people and import.",
    ),
});

const type = "`account_type`";
const kind: Omit<Kind, "label"> = {
  pane: "frame",
  region: "claim",
  teams: "names",
  capabilities: { view: type, export: type, explore: type, edit: type },
  brings: { explore: ["export"], edit: ["export", "explore"] },
  facts: ["carriesFilters", "failureVisible", "oneTime"],
};

/**
 * `owner+acme@acme.example`. Sigma keeps teams and attributes per `sub`: a person of two tenants under
 * one address would carry one tenant's rows into the other. An address with a plus part gets `.acme`,
 * not `-acme`: a slug has no dot, so no two people and tenants come to share a `sub`.
 */
function tenantScoped({ viewer, tenant }: EmbedScope): string {
  const at = viewer.email.lastIndexOf("@");
  const local = viewer.email.slice(0, at);
  // Sigma takes no underscores or other unsupported characters; the id then keeps people apart.
  const plain = local.replace(/[^A-Za-z0-9.+-]/g, "-");
  const apart = plain === local ? "" : `-${viewer.id.replace(/[^A-Za-z0-9-]/g, "-")}`;
  return `${plain}${apart}${plain.includes("+") ? "." : "+"}${tenant.slug}${viewer.email.slice(at)}`;
}

/** `Name-id`, `Name-id/page/id` or `Name-id/element/id`, as in the published URL. */
function path({ dashboard: { ref, kind } }: EmbedScope): string {
  const parts = ref.split("/");
  const fits = kind === "workbook" ? parts.length === 1 : parts.length === 3 && parts[1] === kind;
  if (fits) return parts.map(say.segment).join("/");
  throw new NotConfigured("dashboard.ref", `"${ref}" is not a Sigma ${kind}.`);
}

export const sigma: Vendor<z.infer<typeof settings>> = {
  id: "sigma",
  label: "Sigma",
  mark: "Si",
  hue: 212,
  maxSeconds: 2_592_000,
  credential: {
    algorithms: ["HS256"],
    minBytes: 32,
    kid: "required",
    perTenant: false,
    api: { label: "client id and secret with the REST API privilege", orSigning: true },
  },
  kinds: {
    workbook: { ...kind, label: "Workbook" },
    page: { ...kind, label: "Workbook page" },
    element: { ...kind, label: "Workbook element" },
  },
  mapping: z.strictObject({
    team: word.describe("The tenant's team."),
    tenant: word.describe("The tenant's value of the tenant attribute."),
    internal: z
      .literal("true")
      .optional()
      .describe("Its people are members at Sigma, under their own address."),
  }),
  identity: ["tenant"],
  teamMapping: z.strictObject({ team: word.describe("The team's name at Sigma.") }),
  settings,

  claims(scope, { accountTypes, tenantAttribute, regionAttribute, allRegions }) {
    const common = {
      iss: scope.keyId, // the signing client id, says the newest page; older ones ignore it
      jti: scope.id, // spent by the first load: one mint per navigation
      iat: scope.issuedAt,
      exp: scope.expiresAt, // also the end of the session it opens
    };
    if (scope.names.internal === "true") {
      // Embed-only claims do not touch an internal user, so nothing in the token could narrow one.
      if (scope.region === null) return { sub: scope.viewer.email, ...common };
      throw new NotConfigured("region", "Sigma cannot narrow an internal user to a region.");
    }
    const ladder = ["edit", "explore", "export", "view"] as const;
    const highest = ladder.find((one) => scope.capabilities.includes(one)) ?? "view";
    const { first, last } = say.nameParts(scope.viewer.name);
    return {
      sub: tenantScoped(scope),
      ...common,
      account_type: accountTypes[highest],
      // An array, as its reference says; the code of its quickstart sends a single `team`.
      teams: [say.requireName(scope, "team"), ...scope.teamNames.flatMap(({ team }) => team ?? [])],
      user_attributes: {
        [tenantAttribute]: say.requireName(scope, "tenant"),
        [regionAttribute]: say.regionOr(scope, allRegions),
      },
      ...(first && { first_name: first }),
      ...(last && { last_name: last }),
    };
  },

  pane(token, scope, { appUrl, organization, menuPosition }) {
    const theme = scope.theme === "dark" ? "Dark" : "Light";
    const src =
      `${appUrl}/${say.segment(organization)}/workbook/${path(scope)}` +
      // By hand: URLSearchParams would write %3Ajwt, which Sigma does not read.
      `?:jwt=${token}&:embed=true&:theme=${theme}&:lng=${encodeURIComponent(scope.locale)}` +
      `&:menu_position=${menuPosition}&:responsive_height=true`;
    return say.frame(scope, src, "allow-forms", "fullscreen; clipboard-write");
  },

  // https://help.sigmacomputing.com/docs/inbound-and-outbound-event-reference (none takes a token)
  renewal: (_token, _scope, { appUrl }) => ({
    mode: "swap",
    origin: say.originOf(appUrl),
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

  origins: say.onlyFrame,

  // As the browser's address line has it, with or without a query.
  recognize(url, { appUrl, organization }) {
    const [org, place, workbook = "", part, id, ...rest] = say.pathBelow(url, appUrl) ?? [];
    if (org !== organization || place !== "workbook" || rest.length > 0) return null;
    if (!/^.+-[A-Za-z0-9_]+$/.test(workbook)) return null;
    if (part === undefined) return { kind: "workbook", ref: workbook };
    if ((part !== "page" && part !== "element") || !id) return null;
    return { kind: part, ref: `${workbook}/${part}/${id}` };
  },
};
