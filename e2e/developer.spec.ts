import type { Page } from "@playwright/test";
import { query } from "./database";
import { expect, openDashboard, readDashboard, signInWithoutForm, test } from "./fixtures";
import { renewEvery } from "./renewals";
import { appearances, checkAccessibility, emulate } from "./screenshots";

const panelOf = (page: Page) => page.getByRole("complementary", { name: "Developer panel" });
const buttonOf = (page: Page) => page.getByRole("button", { name: /(Show|Hide) developer panel/ });

test("an owner turns on the developer panel and follows a dashboard's tokens", async ({
  page,
  person,
}) => {
  test.setTimeout(90_000);
  const owner = await person("acme", ["Finance"], "owner");
  const renewals = await renewEvery(page, 10);
  await signInWithoutForm(page, owner.email);
  await setPanelPreference(page, true);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);

  // By keyboard: Enter opens, Escape closes and returns the focus.
  await buttonOf(page).focus();
  await page.keyboard.press("Enter");
  const panel = panelOf(page);
  await expect(panel.getByRole("table", { name: "Token header" })).toContainText("HS256");
  const claims = panel.getByRole("table", { name: "Claims" });
  await expect(claims).toContainText(owner.email.replace("@", "+acme@"));
  await expect(claims).toContainText(/"region": "All"/);
  await expect(panel).toContainText(/Expires in\s*0:0\d/);
  await expect(panel).toContainText("Received workbook:dataloaded");
  await renewals.more(1);
  await expect(panel).toContainText("Requested token 2");
  await expect(panel).toContainText("Showing token 2");
  for (const appearance of appearances) {
    await emulate(page, appearance);
    await checkAccessibility(page);
  }
  const html = await page.content();
  expect(await panel.innerHTML()).not.toMatch(/eyJ/);
  expect(html).not.toContain("PRIVATE KEY");
  await panel.getByRole("button", { name: "Close developer panel" }).focus();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(buttonOf(page)).toBeFocused();
});

test("an owner sees an encrypted token's claims; a member or another tenant can't", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(/40[134] \(/);
  const [owner, member] = [await person("acme", [], "owner"), await person("acme")];
  await signInWithoutForm(page, owner.email);
  await setPanelPreference(page, true);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  const request = page.waitForRequest(/\/claims$/);
  await buttonOf(page).click();
  const panel = panelOf(page);
  await expect(panel.getByRole("table", { name: "Token header" })).toContainText("A256GCM");
  await expect(panel.getByRole("table", { name: "Claims" })).toContainText(/cst\s*acme/);
  expect(await panel.innerHTML()).not.toMatch(/eyJ/);

  const { url, data } = { url: (await request).url(), data: (await request).postDataJSON() };
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const response = await page.request.post(url, { data, headers });
  expect(Object.keys(await response.json())).toEqual(["claims"]);
  expect(response.headers()["cache-control"]).toBe("no-store");
  expect((await page.request.post(url, { data })).status()).toBe(403);
  expect((await page.request.post(url, { data: { id: 7 }, headers })).status()).toBe(400);
  const elsewhere = url.replace("/acme/", "/globex/");
  expect((await page.request.post(elsewhere, { data, headers })).status()).toBe(404);
  await query(`update "Membership" set role = 'member' where "userId" = $1`, [owner.id]);
  expect((await page.request.post(url, { data, headers })).status()).toBe(403);

  // A member who sets the preference without the form gets no panel.
  await query(`update "User" set "developerPanel" = true where id = $1`, [member.id]);
  await page.context().clearCookies();
  await signInWithoutForm(page, member.email);
  expect((await page.request.post(url, { data, headers })).status()).toBe(403);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  await expect(buttonOf(page)).toHaveCount(0);
  await page.goto("/account");
  await expect(page.getByLabel("Developer panel")).toHaveCount(0);
});

test("a browser loads the developer panel's code only once it is turned on", async ({
  page,
  person,
}) => {
  const owner = await person("acme", [], "owner");
  const scripts: Promise<string>[] = [];
  const unreadable = "unreadable";
  page.on("response", (response) => {
    const isScript = response.request().resourceType() === "script";
    if (isScript && response.url().includes("/_next/static/"))
      scripts.push(response.text().catch(() => unreadable));
  });
  const panelText = "Requested token";
  await signInWithoutForm(page, owner.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await expect(buttonOf(page)).toHaveCount(0);
  const loaded = await Promise.all(scripts);
  expect(loaded).not.toContain(unreadable);
  expect(loaded.some((text) => text.includes(panelText))).toBe(false);
  await setPanelPreference(page, true);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await buttonOf(page).click();
  await expect(panelOf(page)).toContainText("Requested token 1");
  expect((await Promise.all(scripts)).some((text) => text.includes(panelText))).toBe(true);
});

async function setPanelPreference(page: Page, on: boolean) {
  await page.goto("/account");
  await page.waitForLoadState("networkidle");
  await page.getByRole("checkbox", { name: "Developer panel" }).setChecked(on);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
