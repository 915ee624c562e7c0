import { chromium, type Page } from "@playwright/test";
import { browserArguments } from "../scripts/browser";
import { findFreePort } from "../scripts/ports";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signIn,
  signInWithoutForm,
  test,
} from "./fixtures";
import { authorityPolls, renewEvery, watchForGaps, watchMints } from "./renewals";

test.describe.configure({ mode: "parallel" });
// The headless shell neither freezes pages nor keeps them for the back button.
const fullBrowser = process.env.CHROMIUM_PATH
  ? { executablePath: process.env.CHROMIUM_PATH }
  : { channel: "chromium" };
test.use({
  launchOptions: {
    ...fullBrowser,
    args: browserArguments,
    // Playwright disables it by default.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  },
});

const lifetimeSeconds = 5;
const pastExpiryMs = lifetimeSeconds * 1_500;

type Return = { visibleAt: number; paneVisibleAt: number; persisted: boolean };

/** Records in the page when it and its pane are visible again; from outside it would be too late. */
async function recordReturn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const host = document.querySelector<HTMLElement>("[data-pane-host]");
    const recorded: Return = { visibleAt: 0, paneVisibleAt: 0, persisted: false };
    const checkPane = () => {
      if (recorded.visibleAt > 0 && host?.style.visibility !== "hidden")
        recorded.paneVisibleAt ||= performance.now();
    };
    const onReturn = (event: Event) => {
      if (event instanceof PageTransitionEvent) recorded.persisted = event.persisted;
      if (document.visibilityState === "visible") recorded.visibleAt ||= event.timeStamp;
      checkPane();
    };
    addEventListener("pageshow", onReturn);
    document.addEventListener("visibilitychange", onReturn);
    if (host) new MutationObserver(checkPane).observe(host, { attributeFilter: ["style"] });
    Object.assign(window, { recorded });
  });
}

/** Undefined until the pane is visible. */
const returnOf = (page: Page) =>
  page.evaluate(() => {
    const { recorded } = window as { recorded?: Return };
    const [mint] = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
      ({ name, startTime }) => name.endsWith("/embed") && startTime >= (recorded?.visibleAt ?? 0),
    );
    if (!recorded?.paneVisibleAt || !mint) return undefined;
    const { paneVisibleAt, persisted } = recorded;
    return { renewedFirst: mint.responseEnd < paneVisibleAt, persisted };
  });

for (const [where, hours] of [
  ["ahead", 7],
  ["behind", -7],
] as const)
  test(`a dashboard stays live on a clock hours ${where}, and when it is corrected`, async ({
    page,
    person,
    connection,
  }) => {
    const { team, slugOf } = await connection("explo", lifetimeSeconds);
    await page.addInitScript((ahead) => {
      const now = Date.now;
      Object.assign(window, { ahead });
      Date.now = () => now() + (window as unknown as { ahead: number }).ahead;
    }, hours * 3_600_000);
    const mints = watchMints(page);
    await signInWithoutForm(page, (await person("acme", [team])).email);
    await openDashboard(page, "acme", slugOf("explo-overview"));
    await readDashboard(page);
    expect(await watchForGaps(page, mints.more(2))).toEqual([]);
    expect(mints.countTooSoon()).toBe(0);
    for (const frame of page.frames())
      await frame.evaluate(() => Object.assign(window, { ahead: 0 }));
    expect(await watchForGaps(page, mints.more(3))).toEqual([]);
    // A clock that jumps forward looks like sleep: one early mint.
    expect(mints.countTooSoon()).toBeLessThanOrEqual(1);
  });

test("a dashboard frozen past its token's expiry is renewed before it is visible again", async ({
  person,
  connection,
}) => {
  const { team, slugOf } = await connection("explo", lifetimeSeconds);
  const { email } = await person("acme", [team]);
  // Playwright keeps its own pages visible, and a visible page can't be frozen.
  const port = await findFreePort();
  const args = [...browserArguments, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...fullBrowser, args });
  try {
    const remote = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const [context] = remote.contexts();
    if (!context) throw new Error("The browser has no context.");
    const page = await context.newPage();
    const mints = watchMints(page);
    await page.goto(`${process.env.BASE_URL}/login`);
    await signIn(page, email);
    await page.goto(`${process.env.BASE_URL}/acme/dashboards/${slugOf("explo-overview")}`);
    const before = await readDashboard(page);
    await recordReturn(page);
    const devtools = await context.newCDPSession(page);
    await (await context.newPage()).bringToFront();
    await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
    await expect.poll(mints.msSinceLast, { timeout: 15_000 }).toBeGreaterThan(pastExpiryMs);
    await devtools.send("Page.setWebLifecycleState", { state: "active" });
    await page.bringToFront();
    await expect.poll(() => returnOf(page)).toEqual({ renewedFirst: true, persisted: false });
    expect(await readDashboard(page)).toEqual(before);
  } finally {
    await browser.close();
  }
});

test("a dashboard restored by the back button is renewed before it is visible", async ({
  context,
  page,
  person,
  connection,
}) => {
  // Chromium caches no page with no-store; other browsers do.
  await context.grantPermissions(["local-network-access"]);
  await page.route(/\/dashboards\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), "cache-control": "no-cache" },
    });
  });
  const { team, slugOf } = await connection("explo", lifetimeSeconds);
  const mints = watchMints(page);
  await signInWithoutForm(page, (await person("acme", [team])).email);
  await openDashboard(page, "acme", slugOf("explo-overview"));
  await readDashboard(page);
  await recordReturn(page);
  await page.goto("/account");
  await expect.poll(mints.msSinceLast, { timeout: 15_000 }).toBeGreaterThan(pastExpiryMs);
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => returnOf(page)).toEqual({ renewedFirst: true, persisted: true });
  await expect(paneOf(page)).toHaveAttribute("data-state", "showing");
});

for (const [vendor, dashboard] of [
  ["explo", "explo-overview"],
  ["sigma", "sigma-workbook"],
] as const)
  test(`${vendor}: a dashboard with five-second tokens stays live without a loop`, async ({
    page,
    person,
    connection,
  }) => {
    const { team, slugOf } = await connection(vendor, lifetimeSeconds);
    const mints = watchMints(page);
    await signInWithoutForm(page, (await person("acme", [team])).email);
    await openDashboard(page, "acme", slugOf(dashboard));
    await readDashboard(page);
    expect(await watchForGaps(page, mints.more(4))).toEqual([]);
    expect(mints.countTooSoon()).toBe(0);
  });

test("a dashboard with a 30-day token, longer than any timer, isn't renewed at once", async ({
  page,
  person,
}) => {
  // Renews as late as possible, past the longest timer.
  await page.addInitScript(() => {
    Math.random = () => 0.999;
  });
  const renewals = await renewEvery(page, 30 * 86_400);
  await signInWithoutForm(page, (await person("acme")).email);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  await authorityPolls(page, 2);
  expect(renewals.count()).toBe(1);
});
