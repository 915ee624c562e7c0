import { expect, type Page, type Route } from "@playwright/test";
import { paneOf, vendorOf } from "./fixtures";

const mintRoute = /\/api\/tenants\/[^/]+\/dashboards\/[^/]+\/embed$/;
/** Renewals are at least two seconds apart. */
const MIN_INTERVAL_MS = 1_900;

/** Records the page's mints from now on. */
export function watchMints(page: Page) {
  const sentAt: number[] = [];
  let received = 0;
  page.on("request", (request) => {
    if (mintRoute.test(request.url())) sentAt.push(Date.now());
  });
  page.on("response", (response) => {
    if (mintRoute.test(response.url()) && response.ok()) received += 1;
  });
  return {
    count: () => received,
    /** Waits for this many more mints, and until the last one is shown. */
    async more(renewals: number) {
      const wanted = received + renewals;
      const options = { timeout: 60_000, intervals: [100] };
      await expect.poll(() => received, options).toBeGreaterThanOrEqual(wanted);
      await expect(paneOf(page)).toHaveAttribute("data-state", "showing", { timeout: 20_000 });
    },
    countTooSoon: () =>
      sentAt.filter((at, i) => i > 0 && at - (sentAt[i - 1] ?? 0) < MIN_INTERVAL_MS).length,
    msSinceLast: () => Date.now() - (sentAt.at(-1) ?? 0),
  };
}

/** Makes the page renew often, by reporting a shorter token lifetime to it. */
export async function renewEvery(page: Page, seconds: number) {
  const shorten = async (route: Route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    return route.fulfill({ response, json: { ...(await response.json()), expiresIn: seconds } });
  };
  // The test may end while a response is on its way; otherwise the page sees the failure.
  await page.route(mintRoute, (route) =>
    shorten(route).catch(() => route.abort().catch(() => undefined)),
  );
  return watchMints(page);
}

/** Waits for polls of the authority route, at most four seconds apart. */
export async function authorityPolls(page: Page, count: number): Promise<void> {
  for (let polls = 0; polls < count; polls++)
    await page.waitForResponse((response) => response.url().includes("/api/authority"));
}

/** Watches the dashboard until `until` settles, and returns every state in which it wasn't live. */
export async function watchForGaps(
  page: Page,
  until: Promise<unknown>,
  intervalMs = 50,
): Promise<string[]> {
  const gaps: string[] = [];
  let settled = false;
  const finish = () => {
    settled = true;
  };
  until.then(finish, finish);
  const sample = async () => {
    const state = await readState(page);
    if (!/^(showing|renewing), live$/.test(state)) gaps.push(state);
    return settled;
  };
  // `until` has a timeout of its own.
  await expect.poll(sample, { intervals: [intervalMs], timeout: 0 }).toBe(true);
  await until;
  return gaps;
}

/** Reads the states of pane and vendor without waiting. */
async function readState(page: Page): Promise<string> {
  let failure: unknown;
  // Reading a frame that is being replaced throws; its replacement must be readable.
  for (let attempt = 0; attempt < 3; attempt++)
    try {
      const state = await paneOf(page).getAttribute("data-state");
      const vendor = await vendorOf(page);
      const texts = await vendor
        .getByTestId("state")
        .evaluateAll((nodes) => nodes.map((node) => node.textContent?.trim()));
      return `${state}, ${texts.join(" ") || "empty"}`;
    } catch (error) {
      failure = error;
    }
  return `unreadable: ${failure}`;
}
