export const sandboxUrl = process.env.SANDBOX_URL ?? "";

/** Calls the sandbox's admin API. */
export async function callSandbox(
  method: "PUT" | "POST",
  path: string,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(sandboxUrl + path, {
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

/** Creates a customer with orders at all five vendors. */
export async function addCustomer(slug: string, name: string) {
  const teams = ["Sales", "Finance"];
  const rows = { name, regions: ["West", "East"], teams, rows: 1_000 };
  await callSandbox("PUT", `/warehouse/tenants/${slug}`, rows);
  await callSandbox("PUT", `/explo/admin/customers/${slug}`, { name, tenant: slug });
  const west = { name: `${name} West`, tenant: slug, region: "West" };
  await callSandbox("PUT", `/explo/admin/customers/${slug}-west`, west);
  const organization = "/sigma/admin/organizations/mullion";
  for (const team of [slug, `${slug}-sales`, `${slug}-finance`]) {
    await callSandbox("PUT", `${organization}/teams/${team}`, { tenant: slug });
  }
  await callSandbox("PUT", `${organization}/workbooks/wb01`, {
    name: "Sales-Overview",
    pages: [
      { id: "pg_overview", title: "Overview" },
      { id: "pg_finance", title: "Finance" },
    ],
    elements: [{ id: "el_revenue", title: "Revenue" }],
    teams: ["acme", "globex", slug],
  });
  await callSandbox("PUT", `/holistics/admin/orgs/org_${slug}`, { name, tenant: slug });
  const workspace = `W-${slug}`;
  const app = "/scoop/admin/apps/mullion-demo";
  await callSandbox("PUT", `${app}/workspaces/${workspace}`, { name, tenant: slug });
  const { data } = (await callSandbox(
    "POST",
    "/basedash/api/public/organizations?include=jwtSecret",
    { name, skipOnboarding: true, fullEmbedEnabled: true },
  )) as { data: { id: string; jwtSecret: string } };
  const basedash = `/basedash/admin/organizations/${data.id}`;
  await callSandbox("PUT", `${basedash}/source`, { tenant: slug });
  const link = `lnk_${slug.replaceAll("-", "_")}`;
  await callSandbox("PUT", `${basedash}/links/${link}`, { title: "Sales board" });
  return { workspace, organization: data, link };
}
