import type { Page } from "@playwright/test";
import { expect, openDashboard, paneOf, readDashboard, signInWithoutForm, test } from "./fixtures";

/** Delays the page's scripts until the returned function is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    // The test may end before every script has come.
    await route.continue().catch(() => undefined);
  });
  return release;
}

for (const dashboard of ["sigma-workbook", "explo-overview", "holistics-dashboard"]) {
  test(`${dashboard} loads once, before the page's scripts`, async ({ page, person }) => {
    await signInWithoutForm(page, (await person("acme")).email);
    const requests: string[] = [];
    page.on("request", (request) => {
      const type = request.resourceType();
      if (request.url().endsWith("/embed")) requests.push("mint");
      else if (type === "document" && request.frame() !== page.mainFrame()) requests.push("pane");
    });
    const releaseScripts = await holdScripts(page);
    const opened = openDashboard(page, "acme", dashboard);
    await expect.poll(() => requests, { timeout: 30_000 }).toEqual(["mint", "pane"]);
    releaseScripts();
    await opened;
    await readDashboard(page);
    expect(requests).toEqual(["mint", "pane"]);
    const frames = paneOf(page).locator("iframe");
    await expect(frames).toHaveCount(1);
    await expect(frames).toHaveAttribute("sandbox", /allow-scripts/);
    await expect(frames).toHaveAttribute("title", /\w/);
    await expect(frames).not.toHaveAttribute("inert");
    expect(await frames.evaluate((node) => getComputedStyle(node).opacity)).toBe("1");
  });
}

test("a link's filters are applied to the first and only frame", async ({ page, person }) => {
  await signInWithoutForm(page, (await person("acme")).email);
  const loads: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "document" && request.frame() !== page.mainFrame())
      loads.push(request.url());
  });
  await page.goto("/acme/dashboards/sigma-workbook?Region=West");
  await readDashboard(page);
  expect(loads).toHaveLength(1);
  expect(loads[0]).toContain("&Region=West");
});

test("a frame loaded with another person's token is removed before it is visible", async ({
  page,
  person,
}) => {
  await signInWithoutForm(page, (await person("acme")).email);
  await page.route("**/embed", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "mullion-viewer": "someone-else" };
    await route.fulfill({ response, headers });
  });
  const frameRequested = page.waitForRequest(
    (request) => request.resourceType() === "document" && request.frame() !== page.mainFrame(),
  );
  const releaseScripts = await holdScripts(page);
  const opened = openDashboard(page, "acme", "sigma-workbook");
  await frameRequested;
  releaseScripts();
  await opened;
  await expect(paneOf(page)).toHaveAttribute("data-state", "ended", { timeout: 15_000 });
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
});
