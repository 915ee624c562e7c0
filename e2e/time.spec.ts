import { chromium, type Page } from "@playwright/test";
import { browserArguments } from "../scripts/browser";
import { findFreePort } from "../scripts/ports";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signIn,
  signInUnseen,
  test,
} from "./fixtures";
import { renewEvery, watchForGaps } from "./renewing";

// Clocks that are wrong, machines that sleep, lives of seconds and of weeks. Whoever looks sees nothing.

test.describe.configure({ mode: "parallel" });
// Without windows, a browser neither freezes a page nor keeps one for the back button.
const whole = process.env.CHROMIUM_PATH
  ? { executablePath: process.env.CHROMIUM_PATH }
  : { channel: "chromium" };
test.use({
  launchOptions: {
    ...{ ...whole, args: browserArguments },
    // Playwright switches off what is tested here.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  },
});

/** Seconds. */
const life = 5;

/** When this page asked for tokens, in milliseconds. */
function mintsOf(page: Page) {
  const times: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/embed")) times.push(Date.now());
  });
  const more = (count: number) => {
    const wanted = times.length + count;
    return expect.poll(() => times.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(wanted);
  };
  /** Pauses shorter than any life is worth: a loop would have many. */
  const hasty = () => times.filter((at, i) => i > 0 && at - (times[i - 1] ?? 0) < 1_900).length;
  const since = () => Date.now() - (times.at(-1) ?? 0);
  return { times, more, hasty, since };
}

type Return = { at: number; seen: number | false; persisted: boolean };

/** Has the page write down when it is seen again, and when its pane is: frames tell no test in time. */
async function noteReturn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const host = document.querySelector<HTMLElement>("[data-pane-host]");
    const back: Return = { at: 0, seen: false, persisted: false };
    const look = () => {
      back.seen ||= back.at > 0 && host?.style.visibility !== "hidden" && performance.now();
    };
    const returned = (event: Event) => {
      if (event instanceof PageTransitionEvent) back.persisted = event.persisted;
      if (document.visibilityState === "visible") back.at ||= event.timeStamp;
      look();
    };
    addEventListener("pageshow", returned);
    document.addEventListener("visibilitychange", returned);
    if (host) new MutationObserver(look).observe(host, { attributeFilter: ["style"] });
    Object.assign(window, { back });
  });
}

/** Once the pane is seen again: whether it had its new token by then, and whether it is the very page. */
const returnOf = (page: Page) =>
  page.evaluate(() => {
    const { back } = window as { back?: Return };
    const [mint] = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
      ({ name, startTime }) => name.endsWith("/embed") && startTime >= (back?.at ?? 0),
    );
    if (!back?.seen || !mint) return undefined;
    return { renewedFirst: mint.responseEnd < back.seen, persisted: back.persisted };
  });

for (const [where, hours] of [
  ["ahead", 7],
  ["behind", -7],
] as const)
  test(`a clock hours ${where} changes nothing, nor does setting it right`, async ({
    page,
    person,
    connection,
  }) => {
    const { team, slugOf } = await connection("explo", life);
    await page.addInitScript((ahead) => {
      const now = Date.now;
      Object.assign(window, { ahead });
      Date.now = () => now() + (window as unknown as { ahead: number }).ahead;
    }, hours * 3_600_000);
    const mints = mintsOf(page);
    await signInUnseen(page, (await person("acme", [team])).email);
    await openDashboard(page, "acme", slugOf("explo-overview"));
    await readDashboard(page);
    expect(await watchForGaps(page, mints.more(2))).toEqual([]);
    expect(mints.hasty()).toBe(0);
    for (const frame of page.frames())
      await frame.evaluate(() => Object.assign(window, { ahead: 0 }));
    expect(await watchForGaps(page, mints.more(3))).toEqual([]);
    // A clock that jumps forward looks like sleep: one token too early.
    expect(mints.hasty()).toBeLessThanOrEqual(1);
  });

test("a page frozen over the end of a life shows no error when it is seen again", async ({
  person,
  connection,
}) => {
  const { team, slugOf } = await connection("explo", life);
  const { email } = await person("acme", [team]);
  // A page of Playwright's own is always seen, and a page that is seen cannot be frozen.
  const port = await findFreePort();
  const args = [...browserArguments, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...whole, args });
  try {
    const remote = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    const [context] = remote.contexts();
    if (!context) throw new Error("The browser has no context.");
    const page = await context.newPage();
    const mints = mintsOf(page);
    await page.goto(`${process.env.BASE_URL}/login`);
    await signIn(page, email);
    await page.goto(`${process.env.BASE_URL}/acme/dashboards/${slugOf("explo-overview")}`);
    const before = await readDashboard(page);
    await noteReturn(page);
    const machine = await context.newCDPSession(page);
    await (await context.newPage()).bringToFront();
    await machine.send("Page.setWebLifecycleState", { state: "frozen" });
    await expect.poll(mints.since, { timeout: 15_000 }).toBeGreaterThan(life * 1_500);
    await machine.send("Page.setWebLifecycleState", { state: "active" });
    await page.bringToFront();
    await expect.poll(() => returnOf(page)).toEqual({ renewedFirst: true, persisted: false });
    expect(await readDashboard(page)).toEqual(before);
  } finally {
    await browser.close();
  }
});

test("a page taken back with the back button shows no error, however long it was away", async ({
  context,
  page,
  person,
  connection,
}) => {
  // Chromium keeps no page that says no-store; others do.
  await context.grantPermissions(["local-network-access"]);
  await page.route(/\/dashboards\/[^/]+$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), "cache-control": "no-cache" },
    });
  });
  const { team, slugOf } = await connection("explo", life);
  const mints = mintsOf(page);
  await signInUnseen(page, (await person("acme", [team])).email);
  await openDashboard(page, "acme", slugOf("explo-overview"));
  await readDashboard(page);
  await noteReturn(page);
  await page.goto("/account");
  await expect.poll(mints.since, { timeout: 15_000 }).toBeGreaterThan(life * 1_500);
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => returnOf(page)).toEqual({ renewedFirst: true, persisted: true });
  await expect(paneOf(page)).toHaveAttribute("data-state", "showing");
});

for (const [vendor, dashboard] of [
  ["explo", "explo-overview"],
  ["sigma", "sigma-workbook"],
] as const)
  test(`${vendor}: lives of five seconds leave no gap and make no loop`, async ({
    page,
    person,
    connection,
  }) => {
    const { team, slugOf } = await connection(vendor, life);
    const mints = mintsOf(page);
    await signInUnseen(page, (await person("acme", [team])).email);
    await openDashboard(page, "acme", slugOf(dashboard));
    await readDashboard(page);
    expect(await watchForGaps(page, mints.more(4))).toEqual([]);
    expect(mints.hasty()).toBe(0);
  });

test("a life of thirty days, longer than any timer, is not renewed at once", async ({
  page,
  person,
}) => {
  // As late as it may be: past the longest timer.
  await page.addInitScript(() => {
    Math.random = () => 0.999;
  });
  const renewing = await renewEvery(page, 30 * 86_400);
  await signInUnseen(page, (await person("acme")).email);
  await openDashboard(page, "acme", "explo-overview");
  await readDashboard(page);
  for (let polls = 0; polls < 2; polls++)
    await page.waitForResponse((response) => response.url().includes("/api/authority"));
  expect(renewing.count()).toBe(1);
});
