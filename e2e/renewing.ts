// Renewals that come soon, for one page only: the answers of its mint route say a shorter life than the
// token has. The scheduler believes them; tokens, vendors and everybody else's pages are left alone.
import { expect, type Page, type Route } from "@playwright/test";
import { paneOf, vendorOf } from "./fixtures";

export type Renewing = {
  /** Mints so far. */
  count(): number;
  /** Waits until this many more have been asked for and shown. */
  more(renewals: number): Promise<void>;
};

export async function renewEvery(page: Page, seconds: number): Promise<Renewing> {
  let mints = 0;
  const answer = async (route: Route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    mints += 1;
    await route.fulfill({ response, json: { ...(await response.json()), expiresIn: seconds } });
  };
  // The test may be over while an answer is on its way.
  await page.route("**/api/tenants/*/dashboards/*/embed", (route) =>
    answer(route).catch(() => undefined),
  );
  return {
    count: () => mints,
    async more(renewals) {
      const wanted = mints + renewals;
      await expect
        .poll(() => mints, { timeout: 60_000, intervals: [100] })
        .toBeGreaterThanOrEqual(wanted);
      await expect(paneOf(page)).toHaveAttribute("data-state", "showing", { timeout: 20_000 });
    },
  };
}

/** Looks at the vendor's state until `until` is over; what was seen and was not a live dashboard. */
export async function watchForGaps(
  page: Page,
  until: Promise<unknown>,
  everyMs = 50,
): Promise<string[]> {
  const gaps: string[] = [];
  let over = false;
  void until.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  while (!over) {
    const state = await paneOf(page).getAttribute("data-state");
    const vendor = await vendorOf(page);
    // Never waits for the words: a frame that shows none of them is what is looked for. A frame that
    // is taken away while it is read throws, and the next look counts.
    const live = await vendor
      .getByTestId("state")
      .evaluateAll((nodes) => nodes.map((node) => node.textContent?.trim()).join())
      .catch(() => "live");
    if (!["showing", "renewing"].includes(state ?? "") || live !== "live")
      gaps.push(`${state}, ${live || "no state"}`);
    await page.waitForTimeout(everyMs);
  }
  await until;
  return gaps;
}
