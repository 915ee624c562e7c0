import { generateKeyPairSync, randomBytes } from "node:crypto";
import {
  applyConnectionFile,
  type ConnectionFile,
  parseConnectionFile,
} from "@/lib/connections/connection-file";
import { db } from "@/lib/db";
import type { RunningSandbox } from "./sandbox";

export const testHost = "http://localhost:3000";

/** An RSA key pair in PEM. */
export const rsaPair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

type Account = { file: ConnectionFile; secrets: Record<string, string> };

/** A new tenant with data, an account at each vendor, and dashboards shared with everyone in it. */
export async function openSandboxWorld(sandbox: RunningSandbox) {
  const mark = randomBytes(4).toString("hex");
  const slug = `s-${mark}`;
  const tenant = await db().tenant.create({ data: { slug, name: `Sandbox ${mark}` } });
  const { admin } = sandbox;
  await admin("PUT", `/warehouse/tenants/${slug}`, {
    name: tenant.name,
    regions: ["West", "East"],
    teams: ["Sales"],
    rows: 40,
  });
  for (const vendor of ["explo", "sigma", "holistics", "scoop", "basedash"]) {
    await admin("PUT", `/${vendor}/admin/origins`, { origins: [testHost] });
  }
  const accounts = {
    explo: await openExplo(sandbox, slug, mark),
    sigma: await openSigma(sandbox, slug, mark),
    holistics: await openHolistics(sandbox, slug, mark),
    scoop: await openScoop(sandbox, slug, mark),
    basedash: await openBasedash(sandbox, slug, mark),
  };
  for (const { file, secrets } of Object.values(accounts)) {
    await applyConnectionFile(db(), file, (name) => secrets[name] ?? "", true);
  }
  const connectionIds = Object.fromEntries(
    await Promise.all(
      Object.entries(accounts).map(async ([vendor, { file }]) => {
        const row = await db().embedConnection.findUniqueOrThrow({ where: { slug: file.slug } });
        return [vendor, row.id] as const;
      }),
    ),
  ) as Record<keyof typeof accounts, string>;
  return { tenant, mark, accounts, connectionIds };
}

export type SandboxWorld = Awaited<ReturnType<typeof openSandboxWorld>>;

function account(
  vendor: string,
  mark: string,
  tenant: string,
  rest: {
    settings: object;
    credentials: { kid: string; algorithm: string; secret: string; tenant?: string }[];
    names: object;
    dashboards: { kind: string; ref: string }[];
  },
): Account {
  const credentials = rest.credentials.map(({ secret: _, ...one }) => ({
    ...one,
    secretFile: one.kid,
  }));
  return {
    file: parseConnectionFile({
      slug: `${vendor}-${mark}`,
      name: vendor,
      vendor,
      settings: rest.settings,
      credentials,
      mappings: [{ tenant, names: rest.names }],
      dashboards: rest.dashboards.map(({ kind, ref }) => ({
        slug: `${vendor}-${kind}-${mark}`,
        kind,
        ref,
        title: `${vendor} ${kind}`,
        grants: [{ tenant }],
      })),
    }),
    secrets: Object.fromEntries(rest.credentials.map(({ kid, secret }) => [kid, secret])),
  };
}

async function openExplo({ admin, url }: RunningSandbox, slug: string, mark: string) {
  await admin("PUT", `/explo/admin/customers/${slug}`, { name: slug, tenant: slug });
  await admin("PUT", "/explo/admin/dashboards/exd", { title: "Revenue", kind: "dashboard" });
  const { id, value } = await admin<{ id: string; value: string }>(
    "POST",
    "/explo/admin/embed-secrets",
    {},
  );
  const apiUrl = `${url}/explo`;
  return account("explo", mark, slug, {
    settings: { appUrl: apiUrl, scriptUrl: `${apiUrl}/bundle.js`, apiUrl, presentation: true },
    credentials: [{ kid: id, algorithm: "dir+A256GCM", secret: value }],
    names: { customer: slug },
    dashboards: [
      { kind: "dashboard", ref: "exd" },
      { kind: "component", ref: "exd" },
    ],
  });
}

async function openSigma({ admin, url }: RunningSandbox, slug: string, mark: string) {
  const organization = `/sigma/admin/organizations/org-${mark}`;
  await admin("PUT", organization, { name: mark, autoProvision: true });
  for (const name of ["tenant", "region"]) await admin("PUT", `${organization}/attributes/${name}`);
  await admin("PUT", `${organization}/account-types/View`, { permissions: ["view"] });
  await admin("PUT", `${organization}/teams/${slug}`, { tenant: slug });
  await admin("PUT", `${organization}/workbooks/wb01`, {
    name: "Sales",
    pages: [],
    elements: [],
    teams: [slug],
  });
  const { clientId, secret } = await admin<{ clientId: string; secret: string }>(
    "POST",
    `${organization}/credentials`,
  );
  return account("sigma", mark, slug, {
    settings: {
      appUrl: `${url}/sigma`,
      apiUrl: `${url}/sigma`,
      organization: `org-${mark}`,
      accountTypes: { view: "View", export: "View", explore: "View", edit: "View" },
    },
    credentials: [{ kid: clientId, algorithm: "HS256", secret }],
    names: { team: slug, tenant: slug },
    dashboards: [{ kind: "workbook", ref: "Sales-wb01" }],
  });
}

async function openHolistics({ admin, url }: RunningSandbox, slug: string, mark: string) {
  await admin("PUT", `/holistics/admin/orgs/org_${slug}`, { name: slug, tenant: slug });
  await admin("PUT", "/holistics/admin/dashboards/sales", { title: "Sales" });
  const { key, secret } = await admin<{ key: string; secret: string }>(
    "POST",
    "/holistics/admin/embeds",
    { kind: "dashboard", objects: ["sales"], algorithm: "HS256" },
  );
  return account("holistics", mark, slug, {
    settings: { appUrl: `${url}/holistics`, key },
    credentials: [{ kid: key, algorithm: "HS256", secret }],
    names: { org: `org_${slug}`, tenant: slug },
    dashboards: [{ kind: "dashboard", ref: "sales" }],
  });
}

async function openScoop({ admin, url }: RunningSandbox, slug: string, mark: string) {
  const app = `/scoop/admin/apps/app-${mark}`;
  await admin("PUT", app);
  await admin("PUT", `${app}/canvases/C1`, { title: "Canvas" });
  await admin("PUT", `${app}/workspaces/W1`, { name: slug, tenant: slug });
  const { publicKey, privateKey } = rsaPair();
  await admin("POST", `${app}/keys`, { publicKey });
  return account("scoop", mark, slug, {
    settings: { appUrl: `${url}/scoop`, appId: `app-${mark}` },
    credentials: [{ kid: `scoop-${mark}`, algorithm: "RS256", secret: privateKey }],
    names: { workspace: "W1" },
    dashboards: [{ kind: "canvas", ref: "C1" }],
  });
}

async function openBasedash({ admin, url }: RunningSandbox, slug: string, mark: string) {
  const { data } = await admin<{ data: { id: string; jwtSecret: string } }>(
    "POST",
    "/basedash/api/public/organizations?include=jwtSecret",
    { name: slug, skipOnboarding: true, fullEmbedEnabled: true },
  );
  const organization = `/basedash/admin/organizations/${data.id}`;
  await admin("PUT", `${organization}/source`, { tenant: slug });
  await admin("PUT", `${organization}/links/lnk-${mark}`, { title: "Shared" });
  return account("basedash", mark, slug, {
    settings: { appUrl: `${url}/basedash`, sessionSeconds: 3600 },
    credentials: [{ kid: data.id, algorithm: "HS256", secret: data.jwtSecret, tenant: slug }],
    names: { organization: data.id },
    dashboards: [
      { kind: "app", ref: "" },
      { kind: "shared", ref: `lnk-${mark}` },
    ],
  });
}
