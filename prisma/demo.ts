// The demo's people, tenants and dashboards: plain data, no behaviour.
import type { Capability } from "@/lib/vendors/contract";

export type DemoTenant = {
  slug: string;
  name: string;
  hue: number;
  attributes: Record<string, string>;
  regions: string[];
  teams: string[];
  /** Orders in the sandbox's warehouse. */
  rows: number;
  /** Whether it has the catalogue; a tenant without shows the empty states. */
  granted: boolean;
};

const regions = ["West", "East", "North", "South"];
const teams = ["Sales", "Finance"];

export const tenants: DemoTenant[] = [
  {
    ...{ slug: "acme", name: "Acme", hue: 262, attributes: { plan: "enterprise" } },
    ...{ regions, teams, rows: 120_000, granted: true },
  },
  {
    ...{ slug: "globex", name: "Globex", hue: 165, attributes: { plan: "team" } },
    ...{ regions, teams, rows: 80_000, granted: true },
  },
  {
    ...{ slug: "initech", name: "Initech", hue: 40, attributes: { plan: "trial" } },
    ...{ regions, teams, rows: 4_000, granted: false },
  },
];

type Membership = {
  tenant: string;
  role: "owner" | "admin" | "member";
  teams: string[];
  region?: string;
};

const member = (tenant: string, team?: string, region?: string): Membership => ({
  tenant,
  role: "member",
  teams: team ? [team] : [],
  ...(region && { region }),
});

export const people: {
  email: string;
  name: string;
  note: string;
  isOperator?: boolean;
  suspended?: boolean;
  memberships: Membership[];
}[] = [
  {
    email: "owner@acme.example",
    name: "Acme Owner",
    note: "Owner of Acme, Sales and Finance, all regions",
    memberships: [{ tenant: "acme", role: "owner", teams: ["Sales", "Finance"] }],
  },
  {
    email: "admin@acme.example",
    name: "Acme Admin",
    note: "Admin of Acme, no team",
    memberships: [{ tenant: "acme", role: "admin", teams: [] }],
  },
  {
    email: "sales@acme.example",
    name: "Acme Sales",
    note: "Acme, Sales, region West only",
    memberships: [member("acme", "Sales", "West")],
  },
  {
    email: "finance@acme.example",
    name: "Acme Finance",
    note: "Acme, Finance: sees margins and two more dashboards",
    memberships: [member("acme", "Finance")],
  },
  {
    email: "viewer@acme.example",
    name: "Acme Viewer",
    note: "Acme, no team",
    memberships: [member("acme")],
  },
  {
    email: "owner@globex.example",
    name: "Globex Owner",
    note: "Owner of Globex, Finance",
    memberships: [{ tenant: "globex", role: "owner", teams: ["Finance"] }],
  },
  {
    email: "sales@globex.example",
    name: "Globex Sales",
    note: "Globex, Sales, region East only",
    memberships: [member("globex", "Sales", "East")],
  },
  {
    email: "owner@initech.example",
    name: "Initech Owner",
    note: "Owner of a tenant with nothing in it yet",
    memberships: [{ tenant: "initech", role: "owner", teams: [] }],
  },
  {
    email: "consultant@partner.example",
    name: "Partner Consultant",
    note: "Member of Acme and of Globex",
    memberships: [member("acme"), member("globex")],
  },
  {
    email: "suspended@acme.example",
    name: "Acme Suspended",
    note: "Suspended: no way in",
    suspended: true,
    memberships: [member("acme", "Sales")],
  },
  {
    email: "operator@mullion.example",
    name: "Mullion Operator",
    note: "Runs this host, belongs to no tenant",
    isOperator: true,
    memberships: [],
  },
];

/** In the catalogue's order. `team`: granted to that team only, else to the whole tenant. */
export const catalogue: {
  slug: string;
  connection: string;
  kind: string;
  ref: string;
  title: string;
  description: string;
  team?: string;
  capabilities: Capability[];
}[] = [
  {
    ...{ slug: "explo-overview", connection: "explo", kind: "dashboard", ref: "exd_overview" },
    title: "Revenue overview",
    description: "How much came in, month by month, and from where.",
    capabilities: ["view"],
  },
  {
    ...{ slug: "explo-component", connection: "explo", kind: "component", ref: "exd_component" },
    title: "Revenue, as a web component",
    description: "The same figures, drawn by the vendor's element inside this page.",
    capabilities: ["view"],
  },
  {
    ...{ slug: "explo-report", connection: "explo", kind: "report", ref: "exr_report" },
    title: "Report builder",
    description: "Which slice of the orders answers your own question?",
    capabilities: ["view", "export", "explore", "edit"],
  },
  {
    ...{ slug: "sigma-workbook", connection: "sigma", kind: "workbook" },
    ref: "Sales-Overview-wb01",
    title: "Sales workbook",
    description: "All pages of the sales workbook, with its filters.",
    capabilities: ["view", "export"],
  },
  {
    ...{ slug: "sigma-page", connection: "sigma", kind: "page" },
    ref: "Sales-Overview-wb01/page/pg_finance",
    title: "Finance page",
    description: "What was left after cost: one page of the workbook, for Finance.",
    team: "Finance",
    capabilities: ["view", "export", "explore"],
  },
  {
    ...{ slug: "sigma-element", connection: "sigma", kind: "element" },
    ref: "Sales-Overview-wb01/element/el_revenue",
    title: "Revenue chart",
    description: "One chart of the workbook by itself.",
    capabilities: ["view"],
  },
  {
    ...{ slug: "holistics-portal", connection: "holistics-portal", kind: "portal" },
    ref: "sales_portal",
    title: "Sales portal",
    description: "A small portal of dashboards about orders.",
    capabilities: ["view", "export"],
  },
  {
    ...{ slug: "holistics-dashboard", connection: "holistics-dashboard", kind: "dashboard" },
    ref: "sales_dashboard",
    title: "Orders dashboard",
    description: "Orders by region and category, one dashboard.",
    capabilities: ["view"],
  },
  {
    ...{ slug: "scoop-canvas", connection: "scoop", kind: "canvas", ref: "C_SALES" },
    title: "Sales canvas",
    description: "A canvas of tiles: what sells, where, and how it moves.",
    capabilities: ["view", "explore"],
  },
  {
    ...{ slug: "basedash-app", connection: "basedash", kind: "app", ref: "db_sales" },
    title: "Analytics app",
    description: "The vendor's whole application, signed in as you, for Finance.",
    team: "Finance",
    capabilities: ["view"],
  },
  {
    ...{ slug: "basedash-shared", connection: "basedash", kind: "shared", ref: "lnk_sales" },
    title: "Shared sales board",
    description: "One shared dashboard, filtered to what you may see.",
    capabilities: ["view"],
  },
];
