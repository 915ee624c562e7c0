import type { BrowserContext, Page } from "@playwright/test";
import { addMembership, query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signInWithoutForm,
  signOut,
  test,
  vendorOf,
} from "./fixtures";

const dashboard = "basedash-app";
/** The browser logs refused requests. */
const refusals = /40[13] \(/;

/** Returns a function that asks the vendor whether the browser's session is still valid. */
async function vendorSessionStatus(page: Page, context: BrowserContext) {
  const src = await paneOf(page)
    .locator("iframe:not([inert])")
    .evaluate((node: HTMLIFrameElement) => node.src);
  const frame = page.frames().find((each) => each.url().startsWith(`${new URL(src).origin}/`));
  const cookies = await context.cookies();
  const cookie = cookies
    .filter(({ name }) => name.startsWith("__Host-basedash-"))
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const address = frame?.url() ?? "";
  expect(address).not.toContain("jwt");
  return async () => (await fetch(address, { headers: { cookie } })).status;
}

test("opening a vendor for another tenant closes the first tenant's dashboard in every tab", async ({
  page,
  context,
  person,
}) => {
  const consultant = await person("acme", ["Finance"]);
  await addMembership(consultant.id, "globex", ["Finance"]);
  await signInWithoutForm(page, consultant.email);
  await openDashboard(page, "acme", dashboard);
  expect((await readDashboard(page)).tenant).toBe("Acme");
  const tab = await context.newPage();
  await openDashboard(tab, "globex", dashboard);
  // Before the other tenant's data is there.
  await expect(paneOf(page)).toHaveAttribute("data-state", "ended");
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  expect((await readDashboard(tab)).tenant).toBe("Globex");
  await expect(paneOf(page).getByRole("alert")).toContainText("is open elsewhere");

  // Reopening it closes the other one.
  await paneOf(page).getByRole("button", { name: "Try again" }).click();
  expect((await readDashboard(page)).tenant).toBe("Acme");
  await expect(paneOf(tab)).toHaveAttribute("data-state", "ended");
  await expect(paneOf(tab).locator("iframe")).toHaveCount(0);
});

test("two tabs of one tenant share the vendor session", async ({ page, context, person }) => {
  await signInWithoutForm(page, (await person("acme", ["Finance"])).email);
  await openDashboard(page, "acme", dashboard);
  const before = await readDashboard(page);
  const tab = await context.newPage();
  await openDashboard(tab, "acme", dashboard);
  expect(await readDashboard(tab)).toEqual(before);
  expect(await readDashboard(page)).toEqual(before);
});

test("signing out ends the vendor session, even from a page without its dashboard", async ({
  page,
  context,
  person,
}) => {
  await signInWithoutForm(page, (await person("acme", ["Finance"])).email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSessionStatus(page, context);
  expect(await status()).toBe(200);
  await signOut(page);
  expect(await status()).toBe(401);
  await expect(page.getByText("You're signed out.", { exact: true })).toBeVisible();
});

test("a vendor that doesn't answer can't block signing out, and is asked again next time", async ({
  page,
  context,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const { email } = await person("acme", ["Finance"]);
  await signInWithoutForm(page, email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSessionStatus(page, context);
  const tab = await context.newPage();
  // The vendor never gets the request.
  await tab.route("**/basedash/logout", () => undefined);
  await signOut(tab);
  await expect(tab.getByText("One vendor didn't confirm sign-out")).toBeVisible();
  await expect(paneOf(page)).toHaveAttribute("data-reason", "signed_out");
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  expect(await status()).toBe(200);

  await tab.unrouteAll({ behavior: "ignoreErrors" });
  await tab.reload();
  await expect.poll(status).toBe(401);
});

test("a person whose session was ended on the server loses the vendor session at sign-in", async ({
  page,
  context,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const viewer = await person("acme", ["Finance"]);
  await signInWithoutForm(page, viewer.email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSessionStatus(page, context);
  await query(`update "Session" set "endedAt" = now() where "userId" = $1`, [viewer.id]);
  await expect(paneOf(page)).toHaveAttribute("data-reason", "signed_out", { timeout: 5_500 });
  expect(await status()).toBe(200);
  await paneOf(page).getByRole("button", { name: "Sign in again" }).click();
  await page.waitForURL(/\/login/);
  await expect.poll(status).toBe(401);
});

test("a suspended person's dashboard closes and says that the vendor session expires later", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const viewer = await person("acme", ["Finance"]);
  await signInWithoutForm(page, viewer.email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  await expect((await vendorOf(page)).getByTestId("total")).toBeVisible();
  await query(`update "User" set "suspendedAt" = now() where id = $1`, [viewer.id]);
  await expect(paneOf(page)).toHaveAttribute("data-reason", "suspended", { timeout: 5_500 });
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  await expect(paneOf(page).getByRole("alert")).toContainText(
    "session in this browser will expire later",
  );
});
