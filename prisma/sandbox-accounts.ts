// Opens the demo's accounts at the sandbox through its admin API, as a team would at the vendors.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { type ConnectionFile, parseConnectionFile } from "@/lib/connections/connection-file";
import { env } from "@/lib/env";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { type DemoTenant, dashboards, tenants } from "./demo";

type Credential = { tenant?: string; kid: string; algorithm: string; secret: string };

/** A connection file before its secrets are taken out and its dashboards added. */
type Account = Omit<ConnectionFile, "credentials" | "dashboards"> & { credentials: Credential[] };

const vendors = ["explo", "sigma", "holistics", "scoop", "basedash"];

/** A client of the sandbox's admin API. @throws Error with the call and the status, never a secret */
function createAdmin(sandboxUrl: string) {
  const key = env().SANDBOX_ADMIN_KEY;
  if (!key) throw new Error("SANDBOX_ADMIN_KEY is not set. The sandbox's admin API needs it.");
  return async (method: "PUT" | "POST", path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${sandboxUrl}${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`The sandbox answered ${response.status} to ${method} ${path}.`);
    }
    return response.status === 204 ? null : response.json();
  };
}

type Admin = ReturnType<typeof createAdmin>;

/** Registers the demo at all five vendors. Returns connection files and their secrets by kid. */
export async function openAccounts(
  sandboxUrl: string,
  hostOrigin: string,
): Promise<{ file: ConnectionFile; secrets: Record<string, string> }[]> {
  const admin = createAdmin(sandboxUrl);
  for (const { slug, name, regions, teams, rows } of tenants) {
    await admin("PUT", `/warehouse/tenants/${slug}`, { name, regions, teams, rows });
  }
  await allowOrigin(admin, hostOrigin);
  const customers = tenants.filter(({ hasDashboards }) => hasDashboards);
  const accounts = [
    await openExplo(admin, sandboxUrl, customers),
    await openSigma(admin, sandboxUrl, customers),
    ...(await openHolistics(admin, sandboxUrl, customers)),
    await openScoop(admin, sandboxUrl, customers),
    await openBasedash(admin, sandboxUrl, customers),
  ];
  return accounts.map(({ credentials, ...account }) => ({
    file: parseConnectionFile({
      ...account,
      credentials: credentials.map(({ secret: _, ...rest }) => ({ ...rest, secretFile: rest.kid })),
      dashboards: dashboardsAt(account.slug, customers),
    }),
    secrets: Object.fromEntries(credentials.map(({ kid, secret }) => [kid, secret])),
  }));
}

/** The demo's dashboards at one connection, shared with every customer or with one team of each. */
function dashboardsAt(slug: string, customers: DemoTenant[]) {
  return dashboards.flatMap(({ connection, team, capabilities, ...dashboard }, position) => {
    if (connection !== slug) return [];
    const grants = customers.map((tenant) => ({
      tenant: tenant.slug,
      capabilities,
      ...(team && { team: team.toLowerCase() }),
    }));
    return [{ ...dashboard, position, grants }];
  });
}

async function openExplo(admin: Admin, base: string, tenants: DemoTenant[]): Promise<Account> {
  const mappings: Account["mappings"] = [];
  for (const { slug, name, regions } of tenants) {
    await admin("PUT", `/explo/admin/customers/${slug}`, { name, tenant: slug });
    mappings.push({ tenant: slug, names: { customer: slug } });
    for (const region of regions) {
      const customer = `${slug}-${region.toLowerCase()}`;
      const registered = { name: `${name} ${region}`, tenant: slug, region };
      await admin("PUT", `/explo/admin/customers/${customer}`, registered);
      mappings.push({ tenant: slug, region, names: { customer } });
    }
  }
  for (const [id, title, kind] of [
    ["exd_overview", "Revenue overview", "dashboard"],
    ["exd_component", "Revenue", "dashboard"],
    ["exr_report", "Report builder", "report-builder"],
  ] as const) {
    await admin("PUT", `/explo/admin/dashboards/${id}`, { title, kind });
  }
  const secret = z
    .object({ id: z.string(), value: z.string() })
    .parse(await admin("POST", "/explo/admin/embed-secrets", {}));
  return {
    slug: "explo",
    name: "Explo (sandbox)",
    vendor: "explo",
    settings: {
      appUrl: `${base}/explo`,
      scriptUrl: `${base}/explo/bundle.js`,
      environment: "production",
      presentation: true,
    },
    credentials: [{ kid: secret.id, algorithm: "dir+A256GCM", secret: secret.value }],
    mappings,
    teamMappings: [],
  };
}

async function openSigma(admin: Admin, base: string, tenants: DemoTenant[]): Promise<Account> {
  const organization = "/sigma/admin/organizations/mullion";
  await admin("PUT", organization, { name: "Mullion", autoProvision: true });
  for (const attribute of ["tenant", "region"]) {
    await admin("PUT", `${organization}/attributes/${attribute}`, {});
  }
  const accountTypes = { view: "View", export: "Act", explore: "Analyze", edit: "Build" };
  const ladder = ["view", "export", "explore", "edit"] as const;
  for (const [index, step] of ladder.entries()) {
    const permissions = ladder.slice(0, index + 1);
    await admin("PUT", `${organization}/account-types/${accountTypes[step]}`, { permissions });
  }
  const mappings: Account["mappings"] = [];
  const teamMappings: Account["teamMappings"] = [];
  for (const { slug, teams } of tenants) {
    await admin("PUT", `${organization}/teams/${slug}`, { tenant: slug });
    mappings.push({ tenant: slug, names: { team: slug, tenant: slug } });
    for (const team of teams) {
      const name = `${slug}-${team.toLowerCase()}`;
      await admin("PUT", `${organization}/teams/${name}`, { tenant: slug });
      teamMappings.push({ tenant: slug, team: team.toLowerCase(), names: { team: name } });
    }
  }
  await admin("PUT", `${organization}/workbooks/wb01`, {
    name: "Sales-Overview",
    pages: [
      { id: "pg_overview", title: "Overview" },
      { id: "pg_finance", title: "Finance" },
    ],
    elements: [{ id: "el_revenue", title: "Revenue" }],
    teams: tenants.map(({ slug }) => slug),
  });
  const { clientId, secret } = z
    .object({ clientId: z.string(), secret: z.string() })
    .parse(await admin("POST", `${organization}/credentials`, {}));
  return {
    slug: "sigma",
    name: "Sigma (sandbox)",
    vendor: "sigma",
    settings: {
      appUrl: `${base}/sigma`,
      apiUrl: `${base}/sigma`,
      organization: "mullion",
      accountTypes,
    },
    credentials: [{ kid: clientId, algorithm: "HS256", secret }],
    mappings,
    teamMappings,
  };
}

async function openHolistics(admin: Admin, base: string, tenants: DemoTenant[]) {
  for (const { slug, name } of tenants) {
    await admin("PUT", `/holistics/admin/orgs/org_${slug}`, { name, tenant: slug });
  }
  await admin("PUT", "/holistics/admin/portals/sales_portal", {
    title: "Sales portal",
    datasets: false,
  });
  await admin("PUT", "/holistics/admin/dashboards/sales_dashboard", { title: "Orders" });
  const issued = z.object({ key: z.string(), secret: z.string() });
  const open = async (kind: "portal" | "dashboard", object: string): Promise<Account> => {
    const { key, secret } = issued.parse(
      await admin("POST", "/holistics/admin/embeds", {
        kind,
        objects: [object],
        algorithm: "HS256",
      }),
    );
    return {
      slug: `holistics-${kind}`,
      name: `Holistics ${kind} (sandbox)`,
      vendor: "holistics",
      settings: { appUrl: `${base}/holistics`, key, presentation: true },
      credentials: [{ kid: key, algorithm: "HS256", secret }],
      mappings: tenants.map(({ slug }) => ({
        tenant: slug,
        names: { org: `org_${slug}`, tenant: slug },
      })),
      teamMappings: [],
    };
  };
  return [await open("portal", "sales_portal"), await open("dashboard", "sales_dashboard")];
}

async function openScoop(admin: Admin, base: string, tenants: DemoTenant[]): Promise<Account> {
  const app = "/scoop/admin/apps/mullion-demo";
  await admin("PUT", app, {});
  await admin("PUT", `${app}/canvases/C_SALES`, { title: "Sales canvas" });
  const mappings: Account["mappings"] = [];
  for (const [index, { slug, name, regions }] of tenants.entries()) {
    const workspace = `W${501 + index}`;
    await admin("PUT", `${app}/workspaces/${workspace}`, { name, tenant: slug });
    mappings.push({ tenant: slug, names: { workspace } });
    for (const region of regions) {
      const inbox = `I-${slug}-${region}`.toUpperCase();
      const registered = { name: `${name} ${region}`, region };
      await admin("PUT", `${app}/workspaces/${workspace}/inboxes/${inbox}`, registered);
      mappings.push({ tenant: slug, region, names: { workspace, inbox } });
    }
  }
  // Only the public half goes to the vendor.
  const { publicKey, privateKey: secret } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await admin("POST", `${app}/keys`, { publicKey });
  return {
    slug: "scoop",
    name: "Scoop (sandbox)",
    vendor: "scoop",
    settings: { appUrl: `${base}/scoop`, appId: "mullion-demo" },
    credentials: [{ kid: `scoop-${randomBytes(4).toString("hex")}`, algorithm: "RS256", secret }],
    mappings,
    teamMappings: [],
  };
}

async function openBasedash(admin: Admin, base: string, tenants: DemoTenant[]): Promise<Account> {
  const created = z.object({ data: z.object({ id: z.string(), jwtSecret: z.string() }) });
  const mappings: Account["mappings"] = [];
  const credentials: Credential[] = [];
  for (const { slug, name } of tenants) {
    const { data } = created.parse(
      await admin("POST", "/basedash/api/public/organizations?include=jwtSecret", {
        name,
        skipOnboarding: true,
        fullEmbedEnabled: true,
      }),
    );
    const organization = `/basedash/admin/organizations/${data.id}`;
    await admin("PUT", `${organization}/source`, { tenant: slug });
    await admin("PUT", `${organization}/dashboards/db_sales`, { title: "Sales" });
    // A link's id must be unique among all organizations, also when the demo is seeded again.
    const link = `lnk_${randomBytes(6).toString("hex")}`;
    await admin("PUT", `${organization}/links/${link}`, { title: "Sales board" });
    const names = { organization: data.id, "ref:lnk_sales": link };
    mappings.push({ tenant: slug, names });
    const key = { kid: data.id, algorithm: "HS256", secret: data.jwtSecret };
    credentials.push({ tenant: slug, ...key });
  }
  return {
    slug: "basedash",
    name: "Basedash (sandbox)",
    vendor: "basedash",
    settings: { appUrl: `${base}/basedash`, sessionSeconds: 28_800, presentation: true },
    credentials,
    mappings,
    teamMappings: [],
  };
}

async function allowOrigin(admin: Admin, hostOrigin: string): Promise<void> {
  for (const vendor of vendors) {
    await admin("PUT", `/${vendor}/admin/origins`, { origins: [hostOrigin] });
  }
}

/** Ports may have changed: points the sandbox connections at the sandbox, and allows the host's origin there. */
export async function updateUrls(
  db: PrismaClient,
  sandboxUrl: string,
  hostOrigin: string,
): Promise<void> {
  const connections = await db.embedConnection.findMany({ where: { isSandbox: true } });
  if (connections.length > 0) await allowOrigin(createAdmin(sandboxUrl), hostOrigin);
  for (const { id, settings } of connections) {
    const updated = Object.fromEntries(
      Object.entries(settings as Record<string, unknown>).map(([name, value]) => [
        name,
        name.endsWith("Url") ? sandboxUrl + new URL(String(value)).pathname : value,
      ]),
    );
    await db.embedConnection.update({ where: { id }, data: { settings: updated as object } });
  }
}
