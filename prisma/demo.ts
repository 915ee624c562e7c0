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
  /** Whether the dashboards are shared in it. The one without shows the empty states. */
  hasDashboards: boolean;
};

const regions = ["West", "East", "North", "South"];
const teams = ["Sales", "Finance"];

export const tenants: DemoTenant[] = [
  {
    slug: "acme",
    name: "Acme",
    hue: 262,
    attributes: { plan: "enterprise" },
    regions,
    teams,
    rows: 120_000,
    hasDashboards: true,
  },
  {
    slug: "globex",
    name: "Globex",
    hue: 165,
    attributes: { plan: "team" },
    regions,
    teams,
    rows: 80_000,
    hasDashboards: true,
  },
  {
    slug: "initech",
    name: "Initech",
    hue: 40,
    attributes: { plan: "trial" },
    regions,
    teams,
    rows: 4_000,
    hasDashboards: false,
  },
];

type Membership = {
  tenant: string;
  role: "owner" | "admin" | "member";
  teams: string[];
  region?: string;
};

type DemoPerson = {
  email: string;
  name: string;
  /** What the sign-in page says about the account. */
  note: string;
  isOperator?: boolean;
  isSuspended?: boolean;
  memberships: Membership[];
};

export const people: DemoPerson[] = [
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
    memberships: [{ tenant: "acme", role: "member", teams: ["Sales"], region: "West" }],
  },
  {
    email: "finance@acme.example",
    name: "Acme Finance",
    note: "Acme, Finance, with margins and two more dashboards",
    memberships: [{ tenant: "acme", role: "member", teams: ["Finance"] }],
  },
  {
    email: "viewer@acme.example",
    name: "Acme Viewer",
    note: "Acme, no team",
    memberships: [{ tenant: "acme", role: "member", teams: [] }],
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
    memberships: [{ tenant: "globex", role: "member", teams: ["Sales"], region: "East" }],
  },
  {
    email: "owner@initech.example",
    name: "Initech Owner",
    note: "Owner of Initech, which has no dashboards yet",
    memberships: [{ tenant: "initech", role: "owner", teams: [] }],
  },
  {
    email: "consultant@partner.example",
    name: "Partner Consultant",
    note: "Member of Acme and Globex",
    memberships: [
      { tenant: "acme", role: "member", teams: [] },
      { tenant: "globex", role: "member", teams: [] },
    ],
  },
  {
    email: "suspended@acme.example",
    name: "Acme Suspended",
    note: "Suspended, can't sign in",
    isSuspended: true,
    memberships: [{ tenant: "acme", role: "member", teams: ["Sales"] }],
  },
  {
    email: "operator@mullion.example",
    name: "Mullion Operator",
    note: "Operator, no tenant",
    isOperator: true,
    memberships: [],
  },
];

type DemoDashboard = {
  slug: string;
  connection: string;
  kind: string;
  ref: string;
  title: string;
  description: string;
  /** Shared with this team only; absent: with the whole tenant. */
  team?: string;
  capabilities: Capability[];
};

/** In the order everyone sees. */
export const dashboards: DemoDashboard[] = [
  {
    slug: "explo-overview",
    connection: "explo",
    kind: "dashboard",
    ref: "exd_overview",
    title: "Revenue overview",
    description: "Revenue by month and source.",
    capabilities: ["view"],
  },
  {
    slug: "explo-component",
    connection: "explo",
    kind: "component",
    ref: "exd_component",
    title: "Revenue, as a web component",
    description: "The same figures in the vendor's web component, without a frame.",
    capabilities: ["view"],
  },
  {
    slug: "explo-report",
    connection: "explo",
    kind: "report",
    ref: "exr_report",
    title: "Report builder",
    description: "Build your own report on orders.",
    capabilities: ["view", "export", "explore", "edit"],
  },
  {
    slug: "sigma-workbook",
    connection: "sigma",
    kind: "workbook",
    ref: "Sales-Overview-wb01",
    title: "Sales workbook",
    description: "All pages of the sales workbook, with its filters.",
    capabilities: ["view", "export"],
  },
  {
    slug: "sigma-page",
    connection: "sigma",
    kind: "page",
    ref: "Sales-Overview-wb01/page/pg_finance",
    title: "Finance page",
    description: "Margins after cost: one page of the workbook, for Finance.",
    team: "Finance",
    capabilities: ["view", "export", "explore"],
  },
  {
    slug: "sigma-element",
    connection: "sigma",
    kind: "element",
    ref: "Sales-Overview-wb01/element/el_revenue",
    title: "Revenue chart",
    description: "A single chart from the workbook.",
    capabilities: ["view"],
  },
  {
    slug: "holistics-portal",
    connection: "holistics-portal",
    kind: "portal",
    ref: "sales_portal",
    title: "Sales portal",
    description: "A portal of dashboards about orders.",
    capabilities: ["view", "export"],
  },
  {
    slug: "holistics-dashboard",
    connection: "holistics-dashboard",
    kind: "dashboard",
    ref: "sales_dashboard",
    title: "Orders dashboard",
    description: "Orders by region and category.",
    capabilities: ["view"],
  },
  {
    slug: "scoop-canvas",
    connection: "scoop",
    kind: "canvas",
    ref: "C_SALES",
    title: "Sales canvas",
    description: "What sells, where, and how it changes.",
    capabilities: ["view", "explore"],
  },
  {
    slug: "basedash-app",
    connection: "basedash",
    kind: "app",
    ref: "db_sales",
    title: "Analytics app",
    description: "The vendor's whole app, signed in as you, for Finance.",
    team: "Finance",
    capabilities: ["view"],
  },
  {
    slug: "basedash-shared",
    connection: "basedash",
    kind: "shared",
    ref: "lnk_sales",
    title: "Shared sales board",
    description: "One dashboard, filtered to the data you can see.",
    capabilities: ["view"],
  },
];
