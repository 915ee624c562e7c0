import type { BrowserContext, Page } from "@playwright/test";
import { addMembership, query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signInUnseen,
  signOut,
  test,
  vendorOf,
} from "./fixtures";

// A vendor that keeps a session of its own in the browser: whose it is, and when it ends.

const dashboard = "basedash-app";
/** A refusal while a pane is open is an answer the browser logs as a failed request. */
const refusals = /40[13] \(/;

/** The vendor's page and the cookie that opens it; afterwards only the vendor knows whether it still does. */
async function vendorSession(page: Page, context: BrowserContext) {
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

test("the vendor opened for another tenant closes the first one's pane in every tab, at once", async ({
  page,
  context,
  person,
}) => {
  const someone = await person("acme", ["Finance"]);
  await addMembership(someone.id, "globex", ["Finance"]);
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", dashboard);
  expect((await readDashboard(page)).tenant).toBe("Acme");
  const tab = await context.newPage();
  await openDashboard(tab, "globex", dashboard);
  // Before the other one shows anything: from then on the browser holds the other's session.
  await expect(paneOf(page)).toHaveAttribute("data-state", "ended");
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  expect((await readDashboard(tab)).tenant).toBe("Globex");
  await expect(paneOf(page).getByRole("alert")).toContainText("was opened elsewhere");

  // Taken back by hand, and then the other one goes.
  await paneOf(page).getByRole("button", { name: "Try again" }).click();
  expect((await readDashboard(page)).tenant).toBe("Acme");
  await expect(paneOf(tab)).toHaveAttribute("data-state", "ended");
  await expect(paneOf(tab).locator("iframe")).toHaveCount(0);
});

test("two tabs of one tenant share the vendor's session", async ({ page, context, person }) => {
  await signInUnseen(page, (await person("acme", ["Finance"])).email);
  await openDashboard(page, "acme", dashboard);
  const before = await readDashboard(page);
  const tab = await context.newPage();
  await openDashboard(tab, "acme", dashboard);
  expect(await readDashboard(tab)).toEqual(before);
  expect(await readDashboard(page)).toEqual(before);
});

test("signing out ends the vendor's session, from a page without its pane too", async ({
  page,
  context,
  person,
}) => {
  await signInUnseen(page, (await person("acme", ["Finance"])).email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSession(page, context);
  expect(await status()).toBe(200);
  await signOut(page);
  expect(await status()).toBe(401);
  await expect(page.getByText("You're signed out.", { exact: true })).toBeVisible();
});

test("a vendor that does not answer keeps nobody in, and is asked again the next time", async ({
  page,
  context,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const { email } = await person("acme", ["Finance"]);
  await signInUnseen(page, email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSession(page, context);
  const tab = await context.newPage();
  // Never answered, and never sent.
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

test("the vendor's session of somebody whose own has ended ends at the sign-in page", async ({
  page,
  context,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const someone = await person("acme", ["Finance"]);
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  const status = await vendorSession(page, context);
  await query(`update "Session" set "endedAt" = now() where "userId" = $1`, [someone.id]);
  await expect(paneOf(page)).toHaveAttribute("data-reason", "signed_out", { timeout: 5_500 });
  expect(await status()).toBe(200);
  await paneOf(page).getByRole("button", { name: "Sign in again" }).click();
  await page.waitForURL(/\/login/);
  await expect.poll(status).toBe(401);
});

test("a suspension from afar takes the pane, and says what it cannot take", async ({
  page,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const someone = await person("acme", ["Finance"]);
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", dashboard);
  await readDashboard(page);
  await expect((await vendorOf(page)).getByTestId("total")).toBeVisible();
  await query(`update "User" set "suspendedAt" = now() where id = $1`, [someone.id]);
  await expect(paneOf(page)).toHaveAttribute("data-reason", "suspended", { timeout: 5_500 });
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  await expect(paneOf(page).getByRole("alert")).toContainText(
    "has open in this browser ends later",
  );
});
