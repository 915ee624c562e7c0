import { generateKeyPairSync } from "node:crypto";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type RunningSandbox, type StartOptions, startSandbox } from "../start";
import { createDataFolder } from "./data-folder";
import { hs256, jwe, newJti, rs256 } from "./tokens";

export const host = "http://localhost:3000";
export const adminKey = "admin-key-of-the-tests-0123456789";
/** Empty browser entries, so that no test waits for the bundle. */
export const fakeBrowser = fileURLToPath(new URL("fake-browser", import.meta.url));

export interface TestSandbox {
  url: string;
  logLines: string[];
  keys: Awaited<ReturnType<typeof registerEverything>>;
  /** Seconds since 1970; assign to move the clock. */
  clock: { now: number };
  /** Requests a page as a frame of the host does. */
  navigate(path: string, init?: RequestInit): Promise<Response>;
  requestData(vendor: string, bearer: string, query?: string): Promise<Response>;
  admin(method: string, path: string, body?: object): Promise<Response>;
  readCounts(vendor: string): Promise<{
    shown: number;
    refused: Record<string, number>;
    queries: number;
    sessions: number;
  }>;
  setFault(body: object): Promise<Response>;
  /** Stops and starts again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a sandbox with two tenants and every vendor. `rows` are acme's; globex has half. */
export async function startTestSandbox(
  options: Partial<StartOptions> & { rows?: number } = {},
): Promise<TestSandbox> {
  const { rows = 600, ...overrides } = options;
  const dataDir = await createDataFolder();
  const logLines: string[] = [];
  const clock = { now: Math.floor(Date.now() / 1000) };
  const settings: StartOptions = {
    dataDir,
    adminKey,
    control: true,
    clock: () => clock.now,
    log: (line) => logLines.push(line),
    browser: fakeBrowser,
    ...overrides,
  };
  let running: RunningSandbox = await startSandbox(settings);
  const sandbox: Omit<TestSandbox, "keys"> = {
    get url() {
      return running.url;
    },
    logLines,
    clock,
    navigate: (path, init = {}) =>
      fetch(running.url + path, {
        redirect: "manual",
        ...init,
        headers: { "Sec-Fetch-Dest": "iframe", Referer: `${host}/`, ...init.headers },
      }),
    requestData: (vendor, bearer, query = "") =>
      fetch(`${running.url}/${vendor}/api/data${query}`, {
        headers: { Authorization: `Bearer ${bearer}` },
      }),
    admin: (method, path, body) =>
      fetch(running.url + path, {
        method,
        headers: { Authorization: `Bearer ${adminKey}` },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    readCounts: async (vendor) => {
      const response = await fetch(`${running.url}/__control`);
      return ((await response.json()) as { doors: Record<string, never> }).doors[vendor] as never;
    },
    setFault: (body) =>
      fetch(`${running.url}/__control`, { method: "POST", body: JSON.stringify(body) }),
    restart: async () => {
      await running.close();
      running = await startSandbox(settings);
    },
    close: async () => {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  const keys = await registerEverything(sandbox, rows);
  return Object.defineProperty(sandbox, "keys", { value: keys }) as TestSandbox;
}

async function registerEverything(sandbox: Omit<TestSandbox, "keys">, rows: number) {
  const send = async <T>(method: string, path: string, body: object): Promise<T> => {
    const response = await sandbox.admin(method, path, body);
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const regions = ["West", "East", "North", "South"];
  const teams = ["Sales", "Finance", "Support"];
  for (const [slug, name, count] of [
    ["acme", "Acme", rows],
    ["globex", "Globex", rows / 2],
  ] as const) {
    await send("PUT", `/warehouse/tenants/${slug}`, { name, regions, teams, rows: count });
  }
  for (const vendor of ["explo", "sigma", "holistics", "scoop", "basedash"]) {
    await send("PUT", `/${vendor}/admin/origins`, { origins: [host] });
  }

  const explo = await send<{ id: string; value: string }>("POST", "/explo/admin/embed-secrets", {});
  await send("PUT", "/explo/admin/customers/acme", { name: "Acme", tenant: "acme" });
  await send("PUT", "/explo/admin/customers/acme-west", {
    name: "Acme West",
    tenant: "acme",
    region: "West",
  });
  await send("PUT", "/explo/admin/customers/globex", { name: "Globex", tenant: "globex" });
  await send("PUT", "/explo/admin/dashboards/exd_overview", { title: "Sales", kind: "dashboard" });
  await send("PUT", "/explo/admin/dashboards/exr_report", {
    title: "Report",
    kind: "report-builder",
  });

  const org = "/sigma/admin/organizations/mullion";
  await send("PUT", org, { name: "Mullion", autoProvision: true });
  const sigma = await send<{ clientId: string; secret: string }>("POST", `${org}/credentials`, {});
  for (const [name, tenant] of [
    ["acme", "acme"],
    ["acme-finance", "acme"],
    ["acme-sales", "acme"],
    ["globex", "globex"],
  ]) {
    await send("PUT", `${org}/teams/${name}`, { tenant });
  }
  for (const name of ["tenant", "region"]) await send("PUT", `${org}/attributes/${name}`, {});
  await send("PUT", `${org}/account-types/View`, { permissions: ["view"] });
  await send("PUT", `${org}/account-types/Build`, {
    permissions: ["view", "export", "explore", "edit"],
  });
  await send("PUT", `${org}/workbooks/wb01`, {
    name: "Sales Overview",
    pages: [{ id: "pg_finance", title: "Finance" }],
    elements: [{ id: "el_revenue", title: "Revenue" }],
    teams: ["acme", "globex"],
  });
  await send("PUT", `${org}/workbooks/wb02`, {
    name: "Private",
    pages: [],
    elements: [],
    teams: ["acme-finance"],
  });

  await send("PUT", "/holistics/admin/orgs/org_acme", { name: "Acme", tenant: "acme" });
  await send("PUT", "/holistics/admin/orgs/org_globex", { name: "Globex", tenant: "globex" });
  await send("PUT", "/holistics/admin/portals/sales_portal", { title: "Sales", datasets: true });
  await send("PUT", "/holistics/admin/dashboards/sales_dashboard", { title: "Sales" });
  await send("PUT", "/holistics/admin/dashboards/other_dashboard", { title: "Other" });
  const portal = await send<{ key: string; secret: string }>("POST", "/holistics/admin/embeds", {
    kind: "portal",
    objects: ["sales_portal"],
    algorithm: "HS256",
  });
  const dashboard = await send<{ key: string; secret: string }>("POST", "/holistics/admin/embeds", {
    kind: "dashboard",
    objects: ["sales_dashboard"],
    algorithm: "HS256",
  });
  const ec = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const curve = await send<{ key: string }>("POST", "/holistics/admin/embeds", {
    kind: "dashboard",
    objects: ["sales_dashboard"],
    algorithm: "ES256",
    publicKey: ec.publicKey,
  });

  const app = "/scoop/admin/apps/app_mullion";
  await send("PUT", app, {});
  const rsa = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await send("POST", `${app}/keys`, { publicKey: rsa.publicKey });
  await send("PUT", `${app}/workspaces/W1`, { name: "Acme", tenant: "acme" });
  await send("PUT", `${app}/workspaces/W2`, { name: "Globex", tenant: "globex" });
  await send("PUT", `${app}/workspaces/W1/inboxes/I1`, { name: "West", region: "West" });
  await send("PUT", `${app}/canvases/C_SALES`, { title: "Sales" });

  const organizations = "/basedash/api/public/organizations";
  type Created = { data: { id: string; jwtSecret: string } };
  const createOrganization = async (tenant: string) => {
    const created = await send<Created>("POST", `${organizations}?include=jwtSecret`, {
      name: tenant,
      skipOnboarding: true,
      fullEmbedEnabled: true,
    });
    await send("PUT", `/basedash/admin/organizations/${created.data.id}/source`, { tenant });
    await send("PUT", `/basedash/admin/organizations/${created.data.id}/links/link_${tenant}`, {
      title: "Shared sales",
    });
    return { ...created.data, link: `link_${tenant}` };
  };
  return {
    explo,
    sigma,
    portal,
    dashboard,
    curve: { key: curve.key, privateKey: ec.privateKey, publicKey: ec.publicKey },
    scoop: { privateKey: rsa.privateKey, publicKey: rsa.publicKey },
    basedash: await createOrganization("acme"),
    otherBasedash: await createOrganization("globex"),
  };
}

type Claims = Record<string, unknown>;

/** Valid claims and tokens of every kind; `change` overrides claims, undefined removes one. */
export function tokenFactory({ keys, clock }: TestSandbox) {
  const times = () => ({ iat: clock.now, exp: clock.now + 300 });
  return {
    exploClaims: (change: Claims = {}): Claims => ({
      cst: "acme",
      dsh: "exd_overview",
      ...times(),
      iss: `${host}/`,
      ...change,
    }),
    explo(change: Claims = {}, ivLength = 12) {
      const header = { alg: "dir", enc: "A256GCM", kid: keys.explo.id };
      return jwe(this.exploClaims(change), keys.explo.value, header, ivLength);
    },
    sigmaClaims: (change: Claims = {}): Claims => ({
      sub: "owner+acme@acme.example",
      jti: newJti(),
      ...times(),
      iss: keys.sigma.clientId,
      account_type: "Build",
      teams: ["acme", "acme-finance"],
      user_attributes: { tenant: "acme", region: "All" },
      first_name: "Olive",
      last_name: "Owner",
      ...change,
    }),
    sigma(change: Claims = {}, header: object = {}) {
      return hs256(this.sigmaClaims(change), keys.sigma.secret, {
        kid: keys.sigma.clientId,
        ...header,
      });
    },
    portalClaims: (change: Claims = {}): Claims => ({
      object_name: "sales_portal",
      object_type: "EmbedPortal",
      embed_user_id: "u1",
      embed_org_id: "org_acme",
      embed_user_email: "owner@acme.example",
      user_attributes: { tenant: ["acme"], region: "__ALL__", team: ["Finance"] },
      permissions: { enable_personal_workspace: true, org_workspace_role: "editor" },
      settings: { allow_dashboard_export: true, default_timezone: "Europe/Berlin" },
      ...times(),
      ...change,
    }),
    portal(change: Claims = {}) {
      return hs256(this.portalClaims(change), keys.portal.secret);
    },
    dashboardClaims: (change: Claims = {}): Claims => ({
      objects: { dashboards: ["sales_dashboard"] },
      permissions: { row_based: [rowRule("tenant", "acme")] },
      settings: {},
      ...times(),
      ...change,
    }),
    dashboard(change: Claims = {}) {
      return hs256(this.dashboardClaims(change), keys.dashboard.secret);
    },
    scoopClaims: (change: Claims = {}): Claims => ({
      iss: "app_mullion",
      sub: "user-1",
      workspace_id: "W1",
      permissions: ["read", "query"],
      jti: newJti(),
      ...times(),
      ...change,
    }),
    scoop(change: Claims = {}) {
      return rs256(this.scoopClaims(change), keys.scoop.privateKey);
    },
    appClaims: (change: Claims = {}): Claims => ({
      email: "owner@acme.example",
      orgId: keys.basedash.id,
      firstName: "Olive",
      lastName: "Owner",
      role: "ADMIN",
      ...times(),
      ...change,
    }),
    app(change: Claims = {}, secret = keys.basedash.jwtSecret) {
      return hs256(this.appClaims(change), secret);
    },
    sharedClaims: (change: Claims = {}): Claims => ({
      dashboardLinkId: keys.basedash.link,
      params: { region: "All" },
      ...times(),
      ...change,
    }),
    shared(change: Claims = {}, secret = keys.basedash.jwtSecret) {
      return hs256(this.sharedClaims(change), secret);
    },
  };
}

export function rowRule(field: string, ...values: string[]): object {
  return {
    path: { dataset: "sales", model: "orders", field },
    operator: "is",
    modifier: null,
    values,
  };
}

/** The boot data of a page. @throws Error when there is none */
export async function readBoot(response: Response): Promise<Record<string, unknown>> {
  const html = await response.text();
  const json = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(html)?.[1];
  if (!json) throw new Error(`no boot data: ${response.status} ${html.slice(0, 600)}`);
  return JSON.parse(json) as Record<string, unknown>;
}

/** Opens a Sigma workbook. @returns the bearer token of its session */
export async function openSigmaSession(
  sandbox: TestSandbox,
  token: string,
  path = sigmaPath,
): Promise<string> {
  const boot = await readBoot(await sandbox.navigate(`${path}?:jwt=${token}&:embed=true`));
  return String(boot.bearer);
}

export const sigmaPath = "/sigma/mullion/workbook/Sales-Overview-wb01";

export function exchangeScoopToken(
  sandbox: TestSandbox,
  token: string,
  canvasId = "C_SALES",
): Promise<Response> {
  return fetch(`${sandbox.url}/scoop/api/session`, {
    method: "POST",
    body: JSON.stringify({ token, canvasId }),
  });
}
