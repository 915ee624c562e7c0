import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  password,
  readDashboard,
  signInWithoutForm,
  test,
} from "./fixtures";
import { acceptInvitation, choose, confirm, mainOf, openPage, regionOf, submit } from "./forms";
import { addCustomer } from "./sandbox";
import { removeTenant } from "./tenants";

const operator = "operator@mullion.example";
const uniqueSlug = () => `new-${randomBytes(4).toString("hex")}`;

test("an operator sets up a new tenant at every vendor, and its members see its data", async ({
  page,
  visitor,
}) => {
  test.setTimeout(180_000);
  const slug = uniqueSlug();
  const name = `Customer ${slug}`;
  const customer = await addCustomer(slug, name);
  await signInWithoutForm(page, operator);
  const invited = await createTenant(page, slug, name);

  // Teams can be mapped once its first owner has created them.
  const owner = await visitor();
  await acceptInvitation(owner, invited, { name: "First Owner", password, tenant: name });
  await openPage(owner, `/${slug}/settings/grants`);
  await expect(owner.getByText(`${name} isn't connected to a vendor yet.`)).toBeVisible();
  for (const team of ["Sales", "Finance"]) await createTeam(owner, slug, team);

  await mapTenant(page, slug, customer);
  await addTenantKey(page, slug, customer.organization);

  for (const [dashboard, team] of [
    ...tenantDashboards.map((one) => [one, `Everyone in ${name}`] as const),
    ["sigma-page", "Finance"] as const,
  ]) {
    await openPage(owner, `/${slug}/settings/grants/${dashboard}`);
    const form = regionOf(owner, "Share");
    // The whole tenant is preselected.
    if (team === "Finance") await choose(form, "Share with", team);
    await submit(owner, form, "Share", "Dashboard shared");
  }
  const member = await visitor();
  const invitation = await inviteToSales(owner, slug);
  await acceptInvitation(member, invitation, { name: "West Member", password, tenant: name });

  const totalsOf = async (theirs: Page, dashboards: readonly string[]) => {
    const totals = new Set<number>();
    for (const dashboard of dashboards) {
      await openDashboard(theirs, slug, dashboard);
      const shown = await readDashboard(theirs);
      expect(shown.tenant, dashboard).toBe(name);
      totals.add(shown.total);
    }
    expect(totals.size, [...totals].join()).toBe(1);
    return [...totals][0] ?? Number.NaN;
  };
  // The tenant has one total at every vendor, and its region West a smaller one.
  const whole = await totalsOf(owner, tenantDashboards);
  await expect(member.getByRole("main").getByRole("link")).toHaveCount(tenantDashboards.length);
  const west = await totalsOf(
    member,
    tenantDashboards.filter((one) => one !== "scoop-canvas"),
  );
  expect(west).toBeGreaterThan(0);
  expect(west).toBeLessThan(whole);

  await openPage(page, `/operator/tenants/${slug}`);
  await confirm(page, mainOf(page), "Suspend tenant", {
    action: "Suspend",
    typed: slug,
    message: "Tenant suspended",
  });
  await expect(paneOf(member)).toHaveAttribute("data-reason", "gone", { timeout: 5_500 });
  const rows = await query<{ action: string; detail: unknown }>(
    `select action, detail from "AuditEvent" where email = $1 and "tenantSlug" = $2`,
    [operator, slug],
  );
  expect(rows.filter(({ action }) => action === "mapping.set")).toHaveLength(9);
  expect(JSON.stringify(rows)).not.toContain(customer.organization.jwtSecret);
  await removeTenant(slug);
});

const tenantDashboards = [
  ...["explo-overview", "sigma-workbook", "holistics-portal", "holistics-dashboard"],
  ...["scoop-canvas", "basedash-shared"],
];

/** Returns the first owner's invitation link. */
async function createTenant(page: Page, slug: string, name: string): Promise<string> {
  await openPage(page, "/operator/tenants/new");
  const main = mainOf(page);
  await main.getByLabel("Name", { exact: true }).fill(name);
  await main.getByLabel("Slug").fill("operator");
  await main.getByRole("button", { name: "Create tenant" }).click();
  await expect(page.getByText("This address is reserved.")).toBeVisible();
  await expect(main.getByLabel("Name", { exact: true })).toHaveValue(name);
  await main.getByLabel("Slug").fill(slug);
  await submit(page, main, "Create tenant", "Tenant created");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  const owners = regionOf(page, "Owners");
  await owners.getByLabel("Email of the first owner").fill("not an address");
  await owners.getByRole("button", { name: "Add owner" }).click();
  await expect(owners.getByText("Enter one email address.")).toBeVisible();
  await owners.getByLabel("Email of the first owner").fill(`owner@${slug}.example`);
  await owners.getByRole("button", { name: "Add owner" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await openPage(page, `/operator/tenants/${slug}`);
  await expect(page.getByText(`The link for owner@${slug}.example is valid`)).toBeVisible();
  return link;
}

async function createTeam(page: Page, slug: string, name: string): Promise<void> {
  await openPage(page, `/${slug}/settings/teams`);
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await submit(page, page.getByRole("dialog"), "Create team", "Team created");
}

/** Invites a person to team Sales who sees region West only, and returns the link. */
async function inviteToSales(page: Page, slug: string): Promise<string> {
  await openPage(page, `/${slug}/settings/members/add`);
  await mainOf(page).getByLabel("Email").fill(`sales@${slug}.example`);
  await choose(mainOf(page), "Region", "West");
  await mainOf(page).getByRole("checkbox", { name: "Sales" }).check();
  await submit(page, mainOf(page), "Invite", "Invitation created");
  return page.getByLabel("Link", { exact: true }).inputValue();
}

/** Maps the tenant at each vendor, and its region and teams where the vendor needs them. */
async function mapTenant(
  page: Page,
  slug: string,
  { workspace, organization, link }: Awaited<ReturnType<typeof addCustomer>>,
): Promise<void> {
  const names: Record<string, Record<string, string>> = {
    explo: { Customer: slug },
    sigma: { Team: slug, Tenant: slug },
    "holistics-portal": { Org: `org_${slug}`, Tenant: slug },
    "holistics-dashboard": { Org: `org_${slug}`, Tenant: slug },
    scoop: { Workspace: workspace },
    basedash: { Organization: organization.id, Other: `ref:lnk_sales = ${link}` },
  };
  for (const [connection, fields] of Object.entries(names)) {
    await openPage(page, `/operator/tenants/${slug}/${connection}`);
    const whole = regionOf(page, "Tenant");
    for (const [label, value] of Object.entries(fields)) {
      await whole.getByLabel(label).first().fill(value);
    }
    await submit(page, whole, "Save mapping", "Mapping saved");
    if (connection === "explo") {
      const region = regionOf(page, "New region");
      await region.getByLabel("Region").fill("West");
      await region.getByLabel("Customer").fill(`${slug}-west`);
      await region.getByRole("button", { name: "Add region" }).click();
      await expect(regionOf(page, "Region West")).toBeVisible();
    }
    if (connection !== "sigma") continue;
    for (const team of ["Sales", "Finance"]) {
      const own = regionOf(page, `Team ${team}`);
      await own.getByLabel("Team").fill(`${slug}-${team.toLowerCase()}`);
      await own.getByRole("button", { name: "Save mapping" }).click();
      await expect(own.getByRole("button", { name: "Remove" })).toBeVisible();
    }
  }
  await openPage(page, `/operator/tenants/${slug}`);
  const table = page.getByRole("table", { name: "Connections" });
  await expect(table.getByText("Mapped", { exact: true })).toHaveCount(6);
}

/** Also checks that a secret pasted with a line break can be corrected in place. */
async function addTenantKey(
  page: Page,
  slug: string,
  { id, jwtSecret }: { id: string; jwtSecret: string },
): Promise<void> {
  await openPage(page, "/operator/connections/basedash");
  await page.getByRole("button", { name: "Add key", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  const tenant = dialog.getByLabel("Tenant");
  await choose(dialog, "Tenant", slug);
  await dialog.getByLabel("Key ID").fill(id);
  await dialog.getByLabel("Secret").fill(`${jwtSecret}\n`);
  await dialog.getByRole("button", { name: "Add key", exact: true }).click();
  await expect(dialog.getByText(/line break/)).toBeVisible();
  await expect(tenant).toHaveValue(`Customer ${slug}`);
  await expect(dialog.getByLabel("Key ID")).toHaveValue(id);
  await dialog.getByLabel("Secret").fill(jwtSecret);
  await submit(page, dialog, "Add key", "Key added");
  expect(await page.content()).not.toContain(jwtSecret);
}
