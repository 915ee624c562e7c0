import type { Page } from "@playwright/test";
import { query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signIn,
  signInUnseen,
  signOut,
  test,
} from "./fixtures";

// A refusal while a pane is open is an answer the browser logs as a failed request.
const refusals = /40[1349] \(/;
/** Five seconds, and the time a browser needs to be asked. */
const inTime = { timeout: 5_500 };

/** Waits until the pane has been taken off for this reason, and says so. */
async function closedFor(page: Page, reason: string | undefined, sentence: string) {
  if (reason) await expect(paneOf(page)).toHaveAttribute("data-reason", reason, inTime);
  await expect(paneOf(page)).toHaveAttribute("data-state", reason ? "refused" : "ended", inTime);
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  await expect(paneOf(page).getByText(sentence)).toBeVisible();
  await expect(paneOf(page).getByRole("button")).toHaveCount(1);
}

async function showing(page: Page) {
  await expect(paneOf(page)).toHaveAttribute("data-state", "showing", { timeout: 15_000 });
  return readDashboard(page);
}

test.describe("what was given is taken back, and given again", () => {
  type Change = { sql: string; of: "person" | "dashboard" | "connection" };
  const changes: {
    title: string;
    reason: string;
    sentence: string;
    taken: Change;
    given?: Change;
  }[] = [
    {
      title: "a revoked grant",
      reason: "not_allowed",
      sentence: "Your access to this dashboard was removed",
      taken: { sql: `delete from "TeamMembership" where "userId" = $1`, of: "person" },
    },
    {
      title: "a removed membership",
      reason: "gone",
      sentence: "This dashboard is not here any more",
      taken: { sql: `delete from "Membership" where "userId" = $1`, of: "person" },
    },
    {
      title: "a suspended membership",
      reason: "gone",
      sentence: "This dashboard is not here any more",
      taken: {
        sql: `update "Membership" set "suspendedAt" = now() where "userId" = $1`,
        of: "person",
      },
      given: {
        sql: `update "Membership" set "suspendedAt" = null where "userId" = $1`,
        of: "person",
      },
    },
    {
      title: "a suspended person",
      reason: "suspended",
      sentence: "Your account is suspended",
      taken: { sql: `update "User" set "suspendedAt" = now() where id = $1`, of: "person" },
      given: { sql: `update "User" set "suspendedAt" = null where id = $1`, of: "person" },
    },
    {
      title: "a deleted dashboard",
      reason: "gone",
      sentence: "This dashboard is not here any more",
      taken: { sql: `delete from "Dashboard" where slug = $1`, of: "dashboard" },
    },
    {
      title: "a disabled connection",
      reason: "not_configured",
      sentence: "This dashboard is not ready to be shown",
      taken: {
        sql: `update "EmbedConnection" set "disabledAt" = now() where id = $1`,
        of: "connection",
      },
      given: {
        sql: `update "EmbedConnection" set "disabledAt" = null where id = $1`,
        of: "connection",
      },
    },
  ];
  for (const { title, reason, sentence, taken, given } of changes) {
    test(`${title} closes an open dashboard within five seconds`, async ({
      page,
      person,
      connection,
      tolerate,
    }) => {
      tolerate(refusals);
      const own = await connection("holistics-dashboard");
      const someone = await person("acme", [own.team]);
      const dashboard = own.slugOf("holistics-dashboard");
      const ids = { person: someone.id, dashboard, connection: own.id };
      await signInUnseen(page, someone.email);
      await openDashboard(page, "acme", dashboard);
      const before = await readDashboard(page);
      await query(taken.sql, [ids[taken.of]]);
      await closedFor(page, reason, sentence);
      if (!given) return;
      await query(given.sql, [ids[given.of]]);
      expect(await showing(page)).toEqual(before);
    });
  }
});

test("an ended session closes its panes, though no tab said so", async ({
  page,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const someone = await person("acme");
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await query(`update "Session" set "endedAt" = now() where "userId" = $1`, [someone.id]);
  await closedFor(page, "signed_out", "You are signed out");
});

test("signing out in one tab ends the panes of another; the same person resumes in place", async ({
  page,
  context,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const someone = await person("acme");
  await signInUnseen(page, someone.email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const tab = await context.newPage();
  await signOut(tab);
  await closedFor(page, "signed_out", "You are signed out");
  await signIn(tab, someone.email);
  await showing(page);
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

for (const announced of [true, false]) {
  const how = announced ? "by our form" : "with nobody announcing it";
  test(`another person signs in ${how}: the first one's pane goes and stays away`, async ({
    page,
    context,
    person,
    tolerate,
  }) => {
    tolerate(refusals);
    const [first, second] = [await person("acme"), await person("acme")];
    await signInUnseen(page, first.email);
    await openDashboard(page, "acme", "explo-overview");
    await readDashboard(page);
    const mints: string[] = [];
    page.on("request", (sent) => {
      if (sent.url().endsWith("/embed")) mints.push(sent.url());
    });
    if (announced) {
      const tab = await context.newPage();
      await signOut(tab);
      await closedFor(page, "signed_out", "You are signed out");
      await signIn(tab, second.email);
    } else await signInUnseen(context, second.email);
    await closedFor(page, undefined, "Someone else is signed in now");
    await page.waitForTimeout(4_500);
    await closedFor(page, undefined, "Someone else is signed in now");
    expect(mints).toEqual([]);

    // The first one, back again, finds it where it was.
    await signInUnseen(context, first.email);
    await showing(page);
    expect(mints).toHaveLength(1);
  });
}

test("a tab nobody looks at is closed for the person before, too", async ({
  page,
  context,
  person,
  tolerate,
}) => {
  tolerate(refusals);
  const [first, second] = [await person("acme"), await person("acme")];
  await signInUnseen(page, first.email);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  // Somebody took the first one's cookie away; the next one uses our form.
  await context.clearCookies();
  await signIn(await context.newPage(), second.email);
  await closedFor(page, undefined, "Someone else is signed in now");
});
