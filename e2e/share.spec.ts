import type { Page } from "@playwright/test";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signIn,
  signInWithoutForm,
  test,
  vendorOf,
} from "./fixtures";

const main = /\/(?:acme|globex)\/dashboards\//;

for (const [dashboard, inAddress] of [
  ["sigma-workbook", /^\?:explore=[\w-]{22}&Category=\w+/],
  ["explo-overview", /^\?category=%22\w+%22$/],
  ["explo-component", /^\?category=%22\w+%22$/],
] as const) {
  test(`${dashboard}: a member filters, and a colleague opens the same view from the link`, async ({
    page,
    context,
    visitor,
    person,
  }) => {
    test.setTimeout(90_000);
    await signInWithoutForm(page, "owner@acme.example");
    await openDashboard(page, "acme", dashboard);
    const before = await readDashboard(page);
    const entries = await page.evaluate(() => history.length);
    const chosen = await chooseCategory(page);
    await expect.poll(() => new URL(page.url()).search).toMatch(inAddress);
    expect(await page.evaluate(() => history.length)).toBe(entries);
    expect(page.url()).not.toMatch(/eyJ|jwt/);
    const link = await copyLink(page, context.newPage());
    expect(link).toBe(page.url());
    await expect(page.getByText("Link copied, with your filters")).toBeVisible();

    await page.reload();
    expect(await readDashboard(page)).toEqual(before);
    await expect((await vendorOf(page)).getByLabel("Category")).toHaveValue(chosen);
    expect(page.url()).toBe(link);

    // A colleague, who has to sign in first.
    const other = await visitor();
    await other.goto(link);
    await expect(other).toHaveURL(/\/login\?next=/);
    await signIn(other, (await person("acme")).email);
    await expect(other).toHaveURL(main);
    await readDashboard(other);
    await expect((await vendorOf(other)).getByLabel("Category")).toHaveValue(chosen);
  });
}

test("a link from one tenant shows none of its data in another", async ({ page, visitor }) => {
  test.setTimeout(90_000);
  await signInWithoutForm(page, "owner@acme.example");
  await openDashboard(page, "acme", "sigma-workbook");
  const acme = await readDashboard(page);
  await chooseCategory(page);
  await expect.poll(() => page.url()).toContain(":explore=");
  const key = new URL(page.url()).searchParams.get(":explore");

  const other = await visitor();
  await signInWithoutForm(other, "owner@globex.example");
  await openDashboard(other, "globex", "sigma-workbook");
  const globex = await readDashboard(other);
  await other.goto(`/globex/dashboards/sigma-workbook?:explore=${key}`);
  expect(await readDashboard(other)).toEqual(globex);
  expect(globex.total).not.toBe(acme.total);
  await expect((await vendorOf(other)).getByLabel("Category")).toHaveValue("");
});

test("a link can't widen what its reader sees or override the token", async ({ page }) => {
  await signInWithoutForm(page, "sales@acme.example");
  await openDashboard(page, "acme", "sigma-workbook");
  const { total } = await readDashboard(page);
  const junk = ":jwt=eyJ.a.b&%3Ajwt=x&:embed=false&:theme=Dark&Region=East&tenant=globex";
  await page.goto(`/acme/dashboards/sigma-workbook?${junk}`);
  // Another region holds nothing for this reader; their total stays the same.
  expect((await readDashboard(page)).total).toBe(total);
  const src = (await paneOf(page).locator("iframe").getAttribute("src")) ?? "";
  expect(src.match(/jwt/g)).toHaveLength(1);
  expect(src.match(/:embed=/g)).toHaveLength(1);
  expect(src.match(/theme/g)).toHaveLength(1);
  await expect.poll(() => new URL(page.url()).search).not.toMatch(/jwt|embed|theme/);
});

test("without state from the vendor, the link has no filters and says so", async ({
  page,
  context,
}) => {
  await signInWithoutForm(page, "viewer@acme.example");
  await openDashboard(page, "acme", "holistics-dashboard");
  await readDashboard(page);
  expect(await copyLink(page, context.newPage())).toBe(page.url());
  await expect(page.getByText("Link copied, without filters")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

async function chooseCategory(page: Page): Promise<string> {
  const category = (await vendorOf(page)).getByLabel("Category");
  await category.selectOption({ index: 1 });
  return category.inputValue();
}

/** Presses Share and pastes into another page. */
async function copyLink(page: Page, opening: Promise<Page>): Promise<string> {
  const elsewhere = await opening;
  // Headless Chromium can't ask for permission.
  await page.context().grantPermissions(["clipboard-write"]);
  await page.bringToFront();
  await page.getByRole("button", { name: /^Share/ }).click();
  await expect(page.getByText(/^Link copied/)).toBeVisible();
  await elsewhere.bringToFront();
  await elsewhere.setContent("<textarea></textarea>");
  await elsewhere.locator("textarea").focus();
  await elsewhere.keyboard.press("ControlOrMeta+V");
  const link = await elsewhere.locator("textarea").inputValue();
  await elsewhere.close();
  await page.bringToFront();
  return link;
}
