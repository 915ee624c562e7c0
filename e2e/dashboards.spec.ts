import type { Page } from "@playwright/test";
import {
  allDashboards,
  expect,
  openDashboard,
  readDashboard,
  sharedDashboards,
  signIn,
  signInWithoutForm,
  test,
  vendorOf,
} from "./fixtures";

/** How each vendor's token identifies the viewer, if it does. */
const viewers: Record<string, RegExp> = {
  "sigma-workbook": /^[a-z]+\+(acme|globex)@(acme|globex)\.example$/,
  "holistics-portal": /^[a-z]+@(acme|globex)\.example$/,
  "scoop-canvas": /^[a-z0-9-]{20,}$/,
  "basedash-app": /^[a-z]+@(acme|globex)\.example$/,
  "explo-overview": /^$/,
  "holistics-dashboard": /^$/,
  "basedash-shared": /^$/,
};

async function readTotal(page: Page, tenant: string, dashboard: string): Promise<number> {
  await openDashboard(page, tenant, dashboard);
  return (await readDashboard(page)).total;
}

for (const { email, tenant, name, dashboards } of [
  { email: "owner@acme.example", tenant: "acme", name: "Acme", dashboards: allDashboards },
  { email: "sales@acme.example", tenant: "acme", name: "Acme", dashboards: sharedDashboards },
  { email: "owner@globex.example", tenant: "globex", name: "Globex", dashboards: allDashboards },
  { email: "sales@globex.example", tenant: "globex", name: "Globex", dashboards: sharedDashboards },
] as const) {
  test(`${email} sees the same total on ${dashboards.length} dashboards`, async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page, email);
    const totals = new Set<number>();
    for (const dashboard of dashboards) {
      await test.step(dashboard, async () => {
        await openDashboard(page, tenant, dashboard);
        const shown = await readDashboard(page);
        expect(shown.tenant).toBe(name);
        expect(shown.viewer).toMatch(viewers[dashboard] ?? /.*/);
        expect(shown.total).toBeGreaterThan(0);
        totals.add(shown.total);
        expect([...totals]).toHaveLength(1);
      });
    }
  });
}

test("a member limited to a region sees a smaller total, and tenants see different ones", async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  const totalOf = async (name: string, tenant: string) => {
    const page = await visitor();
    await signInWithoutForm(page.context(), `${name}@${tenant}.example`);
    return readTotal(page, tenant, "sigma-workbook");
  };
  const acme = await totalOf("owner", "acme");
  const acmeWest = await totalOf("sales", "acme");
  const globex = await totalOf("owner", "globex");
  const globexEast = await totalOf("sales", "globex");
  expect(acmeWest).toBeLessThan(acme);
  expect(globexEast).toBeLessThan(globex);
  expect(new Set([acme, acmeWest, globex, globexEast]).size).toBe(4);
});

test("a consultant in two tenants sees each tenant's own numbers", async ({ page, visitor }) => {
  test.setTimeout(120_000);
  await signIn(page, "consultant@partner.example");
  for (const tenant of ["acme", "globex"]) {
    const owner = await visitor();
    await signInWithoutForm(owner.context(), `owner@${tenant}.example`);
    const total = await readTotal(owner, tenant, "sigma-workbook");
    for (const dashboard of ["sigma-workbook", "holistics-portal"])
      expect(await readTotal(page, tenant, dashboard)).toBe(total);
  }
});

test("a member's team and permissions change what a vendor shows", async ({ page }) => {
  await signIn(page, "finance@acme.example");
  await openDashboard(page, "acme", "sigma-page");
  await readDashboard(page);
  await expect(
    (await vendorOf(page)).getByRole("heading", { name: "Margin by month" }),
  ).toBeVisible();
  await openDashboard(page, "acme", "holistics-portal");
  await readDashboard(page);
  await expect((await vendorOf(page)).getByRole("button", { name: "Finance" })).toBeVisible();
  // Granted with export, and without.
  await expect((await vendorOf(page)).getByRole("button", { name: "Export CSV" })).toBeVisible();
  await openDashboard(page, "acme", "holistics-dashboard");
  await readDashboard(page);
  await expect((await vendorOf(page)).getByRole("button", { name: "Export CSV" })).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "viewer@acme.example");
  await openDashboard(page, "acme", "holistics-portal");
  await readDashboard(page);
  await expect((await vendorOf(page)).getByRole("button", { name: "Finance" })).toHaveCount(0);
});

test("a member filters a dashboard without changing their total", async ({ page }) => {
  await signIn(page, "viewer@acme.example");
  await openDashboard(page, "acme", "holistics-dashboard");
  const before = await readDashboard(page);
  const vendor = await vendorOf(page);
  const shown = vendor.getByTestId("total").locator("..");
  const wide = await shown.textContent();
  await vendor.getByLabel("Sales region").selectOption("West");
  await expect(shown).not.toHaveText(wide ?? "");
  expect((await readDashboard(page)).total).toBe(before.total);
});

test("a member opens a dashboard from the list, and another by keyboard", async ({ page }) => {
  await signIn(page, "viewer@acme.example");
  await expect(page).toHaveURL(/\/acme$/);
  await page
    .getByRole("main")
    .getByRole("link", { name: /Sales workbook/ })
    .click();
  await expect(page).toHaveURL(/\/acme\/dashboards\/sigma-workbook$/);
  await readDashboard(page);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Sales canvas");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/acme\/dashboards\/scoop-canvas$/);
  await readDashboard(page);
});
