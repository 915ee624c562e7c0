import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  password,
  readDashboard,
  signInUnseen,
  test,
} from "./fixtures";
import { acceptAsNew, choose, confirm, mainOf, partOf, send, visit } from "./forms";
import { removeTenant } from "./own-tenant";
import { addCustomer } from "./sandbox";

const operator = "operator@mullion.example";
const slugged = () => `new-${randomBytes(4).toString("hex")}`;

test("a new tenant is set up at every vendor and its people see its own data", async ({
  page,
  visitor,
}) => {
  test.setTimeout(180_000);
  const slug = slugged();
  const name = `Customer ${slug}`;
  const customer = await addCustomer(slug, name);
  await signInUnseen(page, operator);
  const invited = await makeTenant(page, slug, name);

  // Teams can be mapped once its first owner has created them.
  const owner = await visitor();
  await acceptAsNew(owner, invited, { name: "First Owner", password, tenant: name });
  await visit(owner, `/${slug}/settings/grants`);
  await expect(owner.getByText(`${name} isn't connected to a vendor yet.`)).toBeVisible();
  for (const team of ["Sales", "Finance"]) await makeTeam(owner, slug, team);

  await mapEverywhere(page, slug, customer);
  await addTenantKey(page, slug, customer.organization);

  for (const [dashboard, team] of [
    ...shownToAll.map((one) => [one, `Everyone in ${name}`] as const),
    ["sigma-page", "Finance"] as const,
  ]) {
    await visit(owner, `/${slug}/settings/grants/${dashboard}`);
    const form = partOf(owner, "Share");
    // The whole organization is already chosen.
    if (team === "Finance") await choose(form, "Share with", team);
    await send(owner, form, "Share", "Dashboard shared");
  }
  const someone = await visitor();
  await acceptAsNew(someone, await inviteToSales(owner, slug), {
    ...{ name: "Somebody West", password, tenant: name },
  });

  const totalsOf = async (theirs: Page, dashboards: readonly string[]) => {
    const totals = new Set<number>();
    for (const dashboard of dashboards) {
      await openDashboard(theirs, slug, dashboard);
      const seen = await readDashboard(theirs);
      expect(seen.tenant, dashboard).toBe(name);
      totals.add(seen.total);
    }
    expect(totals.size, [...totals].join()).toBe(1);
    return [...totals][0] ?? Number.NaN;
  };
  // The tenant has the same total at every vendor, and its West the same smaller one.
  const whole = await totalsOf(owner, shownToAll);
  await expect(someone.getByRole("main").getByRole("link")).toHaveCount(shownToAll.length);
  const west = await totalsOf(
    someone,
    shownToAll.filter((one) => one !== "scoop-canvas"),
  );
  expect(west).toBeGreaterThan(0);
  expect(west).toBeLessThan(whole);

  await visit(page, `/operator/tenants/${slug}`);
  await confirm(page, mainOf(page), "Suspend tenant", {
    agree: "Suspend",
    typed: slug,
    done: "Tenant suspended",
  });
  await expect(paneOf(someone)).toHaveAttribute("data-reason", "gone", { timeout: 5_500 });
  const rows = await query<{ action: string; detail: unknown }>(
    `select action, detail from "AuditEvent" where email = $1 and "tenantSlug" = $2`,
    [operator, slug],
  );
  expect(rows.filter(({ action }) => action === "mapping.set")).toHaveLength(9);
  expect(JSON.stringify(rows)).not.toContain(customer.organization.jwtSecret);
  await removeTenant(slug);
});

const shownToAll = [
  ...["explo-overview", "sigma-workbook", "holistics-portal", "holistics-dashboard"],
  ...["scoop-canvas", "basedash-shared"],
];

/** @returns the first owner's link */
async function makeTenant(page: Page, slug: string, name: string): Promise<string> {
  await visit(page, "/operator/tenants/new");
  const main = mainOf(page);
  await main.getByLabel("Name", { exact: true }).fill(name);
  await main.getByLabel("Slug").fill("operator");
  await main.getByRole("button", { name: "Create tenant" }).click();
  await expect(page.getByText("This address is reserved.")).toBeVisible();
  await expect(main.getByLabel("Name", { exact: true })).toHaveValue(name);
  await main.getByLabel("Slug").fill(slug);
  await send(page, main, "Create tenant", "Tenant created");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);

  const owners = partOf(page, "Owners");
  await owners.getByLabel("Email of the first owner").fill("not an address");
  await owners.getByRole("button", { name: "Add owner" }).click();
  await expect(owners.getByText("Enter one email address.")).toBeVisible();
  await owners.getByLabel("Email of the first owner").fill(`owner@${slug}.example`);
  await owners.getByRole("button", { name: "Add owner" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await visit(page, `/operator/tenants/${slug}`);
  await expect(page.getByText(`The link for owner@${slug}.example is valid`)).toBeVisible();
  return link;
}

async function makeTeam(page: Page, slug: string, name: string): Promise<void> {
  await visit(page, `/${slug}/settings/teams`);
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await send(page, page.getByRole("dialog"), "Create team", "Team created");
}

/** @returns the link of somebody who is to be in team Sales and to see the West only */
async function inviteToSales(page: Page, slug: string): Promise<string> {
  await visit(page, `/${slug}/settings/members/add`);
  await mainOf(page).getByLabel("Email").fill(`sales@${slug}.example`);
  await choose(mainOf(page), "Region", "West");
  await mainOf(page).getByRole("checkbox", { name: "Sales" }).check();
  await send(page, mainOf(page), "Invite", "Invitation created");
  return page.getByLabel("Link", { exact: true }).inputValue();
}

/** Maps the tenant at each vendor, its region West and its teams where the vendor needs them. */
async function mapEverywhere(
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
    await visit(page, `/operator/tenants/${slug}/${connection}`);
    const whole = partOf(page, "Tenant");
    for (const [label, value] of Object.entries(fields)) {
      await whole.getByLabel(label).first().fill(value);
    }
    await send(page, whole, "Save mapping", "Mapping saved");
    if (connection === "explo") {
      const region = partOf(page, "New region");
      await region.getByLabel("Region").fill("West");
      await region.getByLabel("Customer").fill(`${slug}-west`);
      await region.getByRole("button", { name: "Add region" }).click();
      await expect(partOf(page, "Region West")).toBeVisible();
    }
    if (connection !== "sigma") continue;
    for (const team of ["Sales", "Finance"]) {
      const own = partOf(page, `Team ${team}`);
      await own.getByLabel("Team").fill(`${slug}-${team.toLowerCase()}`);
      await own.getByRole("button", { name: "Save mapping" }).click();
      await expect(own.getByRole("button", { name: "Remove" })).toBeVisible();
    }
  }
  await visit(page, `/operator/tenants/${slug}`);
  const table = page.getByRole("table", { name: "Connections" });
  await expect(table.getByText("Mapped", { exact: true })).toHaveCount(6);
}

/** A key pasted with a line break is refused and can be corrected in place. */
async function addTenantKey(
  page: Page,
  slug: string,
  { id, jwtSecret }: { id: string; jwtSecret: string },
): Promise<void> {
  await visit(page, "/operator/connections/basedash");
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
  await send(page, dialog, "Add key", "Key added");
  expect(await page.content()).not.toContain(jwtSecret);
}
