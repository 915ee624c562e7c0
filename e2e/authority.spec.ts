import type { Page } from "@playwright/test";
import { query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signIn,
  signInWithoutForm,
  signOut,
  test,
} from "./fixtures";
import { authorityPolls } from "./renewals";

// The browser logs refused requests.
const refusals = /40[1349] \(/;
/** Five seconds, plus time for the assertion. */
const inTime = { timeout: 5_500 };

async function expectClosed(page: Page, reason: string | undefined, notice: string) {
  if (reason) await expect(paneOf(page)).toHaveAttribute("data-reason", reason, inTime);
  await expect(paneOf(page)).toHaveAttribute("data-state", reason ? "refused" : "ended", inTime);
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  await expect(paneOf(page).getByText(notice)).toBeVisible();
  await expect(paneOf(page).getByRole("button")).toHaveCount(1);
}

async function expectLive(page: Page) {
  await expect(paneOf(page)).toHaveAttribute("data-state", "showing", { timeout: 15_000 });
  return readDashboard(page);
}

test.describe("access that is revoked, and restored", () => {
  type Change = { sql: string; of: "person" | "dashboard" | "connection" };
  const changes: {
    title: string;
    reason: string;
    notice: string;
    revoke: Change;
    restore?: Change;
  }[] = [
    {
      title: "a revoked grant",
      reason: "not_allowed",
      notice: "You don't have access to this dashboard",
      revoke: { sql: `delete from "TeamMembership" where "userId" = $1`, of: "person" },
    },
    {
      title: "a removed membership",
      reason: "gone",
      notice: "This dashboard is no longer available",
      revoke: { sql: `delete from "Membership" where "userId" = $1`, of: "person" },
    },
    {
      title: "a suspended membership",
      reason: "gone",
      notice: "This dashboard is no longer available",
      revoke: {
        sql: `update "Membership" set "suspendedAt" = now() where "userId" = $1`,
        of: "person",
      },
      restore: {
        sql: `update "Membership" set "suspendedAt" = null where "userId" = $1`,
        of: "person",
      },
    },
    {
      title: "a suspended person",
      reason: "suspended",
      notice: "Your account is suspended",
      revoke: { sql: `update "User" set "suspendedAt" = now() where id = $1`, of: "person" },
      restore: { sql: `update "User" set "suspendedAt" = null where id = $1`, of: "person" },
    },
    {
      title: "a deleted dashboard",
      reason: "gone",
      notice: "This dashboard is no longer available",
      revoke: { sql: `delete from "Dashboard" where slug = $1`, of: "dashboard" },
    },
    {
      title: "a disabled connection",
      reason: "not_configured",
      notice: "This dashboard isn't ready yet",
      revoke: {
        sql: `update "EmbedConnection" set "disabledAt" = now() where id = $1`,
        of: "connection",
      },
      restore: {
        sql: `update "EmbedConnection" set "disabledAt" = null where id = $1`,
        of: "connection",
      },
    },
  ];
  for (const { title, reason, notice, revoke, restore } of changes) {
    test(`${title} closes an open dashboard within five seconds`, async ({
      page,
      person,
      connection,
      allowConsole,
    }) => {
      allowConsole(refusals);
      const own = await connection("holistics-dashboard");
      const someone = await person("acme", [own.team]);
      const dashboard = own.slugOf("holistics-dashboard");
      const ids = { person: someone.id, dashboard, connection: own.id };
      await signInWithoutForm(page, someone.email);
      await openDashboard(page, "acme", dashboard);
      const before = await readDashboard(page);
      await query(revoke.sql, [ids[revoke.of]]);
      await expectClosed(page, reason, notice);
      if (!restore) return;
      await query(restore.sql, [ids[restore.of]]);
      expect(await expectLive(page)).toEqual(before);
    });
  }
});

test("a session ended on the server closes its dashboards", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const someone = await person("acme");
  await signInWithoutForm(page, someone.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await query(`update "Session" set "endedAt" = now() where "userId" = $1`, [someone.id]);
  await expectClosed(page, "signed_out", "You're signed out");
});

test("signing out in one tab closes dashboards in another; signing in again resumes them", async ({
  page,
  context,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const someone = await person("acme");
  await signInWithoutForm(page, someone.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const tab = await context.newPage();
  await signOut(tab);
  await expectClosed(page, "signed_out", "You're signed out");
  await signIn(tab, someone.email);
  await expectLive(page);
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

for (const announced of [true, false]) {
  const how = announced ? "in another tab" : "without telling other tabs";
  test(`when someone else signs in ${how}, the first person's dashboard closes and stays closed`, async ({
    page,
    context,
    person,
    allowConsole,
  }) => {
    allowConsole(refusals);
    const [first, second] = [await person("acme"), await person("acme")];
    await signInWithoutForm(page, first.email);
    await openDashboard(page, "acme", "explo-overview");
    await readDashboard(page);
    const mints: string[] = [];
    page.on("request", (sent) => {
      if (sent.url().endsWith("/embed")) mints.push(sent.url());
    });
    if (announced) {
      const tab = await context.newPage();
      await signOut(tab);
      await expectClosed(page, "signed_out", "You're signed out");
      await signIn(tab, second.email);
    } else await signInWithoutForm(context, second.email);
    await expectClosed(page, undefined, "You're signed in with a different account");
    await authorityPolls(page, 2);
    await expectClosed(page, undefined, "You're signed in with a different account");
    expect(mints).toEqual([]);

    // The first person signs in again.
    await signInWithoutForm(context, first.email);
    await expectLive(page);
    expect(mints).toHaveLength(1);
  });
}

test("when someone else signs in, a hidden tab of the first person closes too", async ({
  page,
  context,
  person,
  allowConsole,
}) => {
  allowConsole(refusals);
  const [first, second] = [await person("acme"), await person("acme")];
  await signInWithoutForm(page, first.email);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  // The first person's session is gone without a sign-out.
  await context.clearCookies();
  await signIn(await context.newPage(), second.email);
  await expectClosed(page, undefined, "You're signed in with a different account");
});
