// What a test arranges at the stand-in vendors, as an administrator there would: over their admin API.

const base = process.env.SANDBOX_URL ?? "";

/** One call of the admin API; the answer's JSON. @throws Error with call and status */
export async function atSandbox(
  method: "PUT" | "POST",
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(base + path, {
    method,
    headers: {
      Authorization: `Bearer ${process.env.SANDBOX_ADMIN_KEY}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} to ${method} ${path}`);
  return response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>);
}

export const sandboxUrl = base;

/** A customer with orders, known at all five vendors under this slug; what each vendor told of it. */
export async function addCustomer(slug: string, name: string) {
  const teams = ["Sales", "Finance"];
  const rows = { name, regions: ["West", "East"], teams, rows: 1_000 };
  await atSandbox("PUT", `/warehouse/tenants/${slug}`, rows);
  await atSandbox("PUT", `/explo/admin/customers/${slug}`, { name, tenant: slug });
  const west = { name: `${name} West`, tenant: slug, region: "West" };
  await atSandbox("PUT", `/explo/admin/customers/${slug}-west`, west);
  const organization = "/sigma/admin/organizations/mullion";
  for (const team of [slug, `${slug}-sales`, `${slug}-finance`]) {
    await atSandbox("PUT", `${organization}/teams/${team}`, { tenant: slug });
  }
  await atSandbox("PUT", `${organization}/workbooks/wb01`, {
    name: "Sales-Overview",
    pages: [
      { id: "pg_overview", title: "Overview" },
      { id: "pg_finance", title: "Finance" },
    ],
    elements: [{ id: "el_revenue", title: "Revenue" }],
    teams: ["acme", "globex", slug],
  });
  await atSandbox("PUT", `/holistics/admin/orgs/org_${slug}`, { name, tenant: slug });
  const workspace = `W-${slug}`;
  const app = "/scoop/admin/apps/mullion-demo";
  await atSandbox("PUT", `${app}/workspaces/${workspace}`, { name, tenant: slug });
  const { data } = (await atSandbox(
    "POST",
    "/basedash/api/public/organizations?include=jwtSecret",
    { name, skipOnboarding: true, fullEmbedEnabled: true },
  )) as { data: { id: string; jwtSecret: string } };
  const place = `/basedash/admin/organizations/${data.id}`;
  await atSandbox("PUT", `${place}/source`, { tenant: slug });
  const link = `lnk_${slug.replaceAll("-", "_")}`;
  await atSandbox("PUT", `${place}/links/${link}`, { title: "Sales board" });
  return { workspace, organization: data, link };
}
