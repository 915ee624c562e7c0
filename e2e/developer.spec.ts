import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { query, type TestPerson } from "./database";
import { expect, openDashboard, readDashboard, signInUnseen, test } from "./fixtures";
import { renewEvery } from "./renewing";

const panelOf = (page: Page) => page.getByRole("complementary", { name: "Developer panel" });
const buttonOf = (page: Page) => page.getByRole("button", { name: "Developer panel", exact: true });
const makeOwner = ({ id }: TestPerson) =>
  query(`update "Membership" set role = 'owner' where "userId" = $1`, [id]);

test("an owner switches the panel on, and sees header, claims, countdown and timeline", async ({
  page,
  person,
}) => {
  test.setTimeout(90_000);
  const someone = await person("acme", ["Finance"]);
  await makeOwner(someone);
  const renewing = await renewEvery(page, 10);
  await signInUnseen(page, someone.email);
  await switchPanel(page, true);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);

  // By keyboard alone: in with Enter, out with Escape, and back where one was.
  await buttonOf(page).focus();
  await page.keyboard.press("Enter");
  const panel = panelOf(page);
  await expect(panel.getByRole("table", { name: "Token header" })).toContainText("HS256");
  const claims = panel.getByRole("table", { name: "Claims" });
  await expect(claims).toContainText(someone.email.replace("@", "+acme@"));
  await expect(claims).toContainText(/"region": "All"/);
  await expect(panel).toContainText(/Ends in\s*0:0\d/);
  await expect(panel).toContainText("Heard workbook:dataloaded");
  await renewing.more(1);
  await expect(panel).toContainText("Asked for token 2");
  await expect(panel).toContainText("Shows what token 2 opened");
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  const html = await page.content();
  expect(await panel.innerHTML()).not.toMatch(/eyJ/);
  expect(html).not.toContain("PRIVATE KEY");
  await panel.getByRole("button", { name: "Close the panel" }).focus();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(buttonOf(page)).toBeFocused();
});

test("encrypted claims are opened by the server, for their owner only", async ({
  page,
  person,
  tolerate,
}) => {
  tolerate(/40[34] \(/);
  const [owner, member] = [await person("acme"), await person("acme")];
  await makeOwner(owner);
  await signInUnseen(page, owner.email);
  await switchPanel(page, true);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  const asked = page.waitForRequest(/\/claims$/);
  await buttonOf(page).click();
  const panel = panelOf(page);
  await expect(panel.getByRole("table", { name: "Token header" })).toContainText("A256GCM");
  await expect(panel.getByRole("table", { name: "Claims" })).toContainText(/cst\s*acme/);
  expect(await panel.innerHTML()).not.toMatch(/eyJ/);

  const { url, data } = { url: (await asked).url(), data: (await asked).postDataJSON() };
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const answer = await page.request.post(url, { data, headers });
  expect(Object.keys(await answer.json())).toEqual(["claims"]);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect((await page.request.post(url, { data })).status()).toBe(403);
  expect((await page.request.post(url, { data: { id: 7 }, headers })).status()).toBe(400);
  const elsewhere = url.replace("/acme/", "/globex/");
  expect((await page.request.post(elsewhere, { data, headers })).status()).toBe(404);
  await query(`update "Membership" set role = 'member' where "userId" = $1`, [owner.id]);
  expect((await page.request.post(url, { data, headers })).status()).toBe(403);

  // A member who writes the preference past the form gets nothing of it.
  await query(`update "User" set "developerPanel" = true where id = $1`, [member.id]);
  await page.context().clearCookies();
  await signInUnseen(page, member.email);
  expect((await page.request.post(url, { data, headers })).status()).toBe(403);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  await expect(buttonOf(page)).toHaveCount(0);
  await page.goto("/account");
  await expect(page.getByLabel("Developer panel")).toHaveCount(0);
});

test("off, its code is not loaded", async ({ page, person }) => {
  const someone = await person("acme");
  await makeOwner(someone);
  const scripts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      scripts.push(response.text().catch(() => ""));
  });
  const told = "Asked for token";
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await expect(buttonOf(page)).toHaveCount(0);
  expect((await Promise.all(scripts)).some((text) => text.includes(told))).toBe(false);
  await switchPanel(page, true);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await buttonOf(page).click();
  await expect(panelOf(page)).toContainText("Asked for token 1");
  expect((await Promise.all(scripts)).some((text) => text.includes(told))).toBe(true);
});

async function switchPanel(page: Page, on: boolean) {
  await page.goto("/account");
  await page.waitForLoadState("networkidle");
  await page.getByRole("checkbox", { name: "Developer panel" }).setChecked(on);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
