import type { Page } from "@playwright/test";
import { expect, openDashboard, paneOf, readDashboard, signInUnseen, test } from "./fixtures";

// The page's first script sends the mint and puts its frame in place, while the other scripts are on
// their way; the pane then goes on with that frame, and spends no second token.

/** Scripts come three seconds late. */
async function holdScripts(page: Page, come: () => void) {
  await page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((done) => setTimeout(done, 3_000));
    come();
    await route.continue().catch(() => undefined);
  });
}

for (const dashboard of ["sigma-workbook", "explo-overview", "holistics-dashboard"]) {
  test(`${dashboard} loads before the page's scripts do, and once`, async ({ page, person }) => {
    await signInUnseen(page, (await person("acme")).email);
    const asked: string[] = [];
    page.on("request", (request) => {
      const type = request.resourceType();
      if (request.url().endsWith("/embed")) asked.push("mint");
      else if (type === "document" && request.frame() !== page.mainFrame()) asked.push("pane");
    });
    await holdScripts(page, () => asked.push("script"));
    await openDashboard(page, "acme", dashboard);
    await readDashboard(page);
    expect(asked.slice(0, 3)).toEqual(["mint", "pane", "script"]);
    expect(asked.filter((what) => what !== "script")).toEqual(["mint", "pane"]);
    const frames = paneOf(page).locator("iframe");
    await expect(frames).toHaveCount(1);
    await expect(frames).toHaveAttribute("sandbox", /allow-scripts/);
    await expect(frames).toHaveAttribute("title", /\w/);
    await expect(frames).not.toHaveAttribute("inert");
    expect(await frames.evaluate((node) => getComputedStyle(node).opacity)).toBe("1");
  });
}

test("a link's state goes into the only frame there is", async ({ page, person }) => {
  await signInUnseen(page, (await person("acme")).email);
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

test("a first frame that turns out to be another person's goes before it is seen", async ({
  page,
  person,
}) => {
  await signInUnseen(page, (await person("acme")).email);
  await page.route("**/embed", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), "mullion-viewer": "somebody-else" };
    await route.fulfill({ response, headers });
  });
  const begun = page.waitForRequest(
    (request) => request.resourceType() === "document" && request.frame() !== page.mainFrame(),
  );
  await holdScripts(page, () => undefined);
  await openDashboard(page, "acme", "sigma-workbook");
  await begun;
  await expect(paneOf(page)).toHaveAttribute("data-state", "ended", { timeout: 15_000 });
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
});
