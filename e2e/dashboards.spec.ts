import {
  all,
  expect,
  forAll,
  openDashboard,
  readDashboard,
  signIn,
  test,
  vendorOf,
} from "./fixtures";

// Each person walks the dashboards that are theirs and must find the same numbers at every vendor.
const people = [
  { email: "owner@acme.example", tenant: "acme", name: "Acme", dashboards: all },
  { email: "sales@acme.example", tenant: "acme", name: "Acme", dashboards: forAll },
  { email: "owner@globex.example", tenant: "globex", name: "Globex", dashboards: all },
  { email: "sales@globex.example", tenant: "globex", name: "Globex", dashboards: forAll },
] as const;

const totals = new Map<string, number>();
// What the tokens name: where a vendor has a person, it is this one.
const named: Record<string, RegExp> = {
  "sigma-workbook": /^[a-z]+\+(acme|globex)@(acme|globex)\.example$/,
  "holistics-portal": /^[a-z]+@(acme|globex)\.example$/,
  "scoop-canvas": /^[a-z0-9-]{20,}$/,
  "basedash-app": /^[a-z]+@(acme|globex)\.example$/,
  "explo-overview": /^$/,
  "holistics-dashboard": /^$/,
  "basedash-shared": /^$/,
};

test.describe.configure({ mode: "serial" });

for (const { email, tenant, name, dashboards } of people) {
  test(`${email} sees the same total on ${dashboards.length} dashboards`, async ({ page }) => {
    test.setTimeout(180_000);
    await signIn(page, email);
    for (const dashboard of dashboards) {
      await test.step(dashboard, async () => {
        await openDashboard(page, tenant, dashboard);
        const shown = await readDashboard(page);
        expect(shown.tenant).toBe(name);
        expect(shown.viewer).toMatch(named[dashboard] ?? /.*/);
        expect(shown.total).toBeGreaterThan(0);
        expect(shown.total).toBe(totals.get(email) ?? shown.total);
        totals.set(email, shown.total);
      });
    }
  });
}

test("a region is less than its tenant, and tenants differ", () => {
  const total = (email: string) => totals.get(email) ?? Number.NaN;
  expect(total("sales@acme.example")).toBeLessThan(total("owner@acme.example"));
  expect(total("sales@globex.example")).toBeLessThan(total("owner@globex.example"));
  expect(new Set(totals.values()).size).toBe(4);
});

test("a consultant of two tenants sees each tenant's own numbers", async ({ page }) => {
  await signIn(page, "consultant@partner.example");
  for (const [tenant, owner] of [
    ["acme", "owner@acme.example"],
    ["globex", "owner@globex.example"],
  ] as const) {
    for (const dashboard of ["sigma-workbook", "holistics-portal"]) {
      await openDashboard(page, tenant, dashboard);
      expect((await readDashboard(page)).total).toBe(totals.get(owner));
    }
  }
});

test("team and capabilities change what a vendor shows", async ({ page }) => {
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

test("a filter narrows what is shown, never the total", async ({ page }) => {
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

test("the list leads to a dashboard, by clicking and by keyboard", async ({ page }) => {
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
