import type { Page } from "@playwright/test";
import { mintsOf, query } from "./database";
import { allDashboards, expect, paneOf, signInWithoutForm, test } from "./fixtures";
import { authorityPolls, renewEvery } from "./renewals";

// The element runs the vendor's script, so it isn't on the overview.
const frames = allDashboards.filter((slug) => slug !== "explo-component");

const showing = (page: Page) => page.locator("[data-testid=pane][data-state=showing]");

test("a member scrolls through ten dashboards, and each stays live", async ({ page, person }) => {
  test.setTimeout(120_000);
  const viewer = await person("acme", ["Finance"]);
  await signInWithoutForm(page, viewer.email);
  await renewEvery(page, 20);
  await page.goto("/acme/overview");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(frames.length + 1);
  await expect(showing(page).first()).toBeVisible({ timeout: 20_000 });
  const soon = await paneOf(page).count();
  expect(soon).toBeGreaterThan(1);
  expect(soon).toBeLessThan(frames.length);
  // Nothing was minted for panes far below the viewport.
  const early = new Set((await mintsOf(viewer)).map(({ dashboard }) => dashboard));
  expect(early.size).toBe(soon);

  await scrollThrough(page);
  await expect(showing(page)).toHaveCount(frames.length, { timeout: 40_000 });
  const minted = async () => {
    const count = new Map<string, number>();
    for (const { dashboard, outcome } of await mintsOf(viewer))
      if (outcome === "allowed") count.set(dashboard, (count.get(dashboard) ?? 0) + 1);
    return count;
  };
  expect([...(await minted()).keys()].sort()).toEqual([...frames].sort());
  // All are renewed, except the one with a vendor session.
  await expect
    .poll(async () => [...(await minted())].filter(([, n]) => n > 1).length, { timeout: 40_000 })
    .toBe(frames.length - 1);
  await expect(page.locator("[data-testid=pane][data-state=refused]")).toHaveCount(0);
});

test("a member who loses access to some dashboards keeps the others", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(/40[34] \(/);
  const viewer = await person("acme", ["Finance"]);
  await signInWithoutForm(page, viewer.email);
  await page.goto("/acme/overview");
  await scrollThrough(page);
  await expect(showing(page)).toHaveCount(frames.length, { timeout: 40_000 });
  await query(`delete from "TeamMembership" where "userId" = $1`, [viewer.id]);
  const refused = page.locator("[data-testid=pane][data-reason=not_allowed]");
  await expect(refused).toHaveCount(2, { timeout: 5_500 });
  await expect(showing(page)).toHaveCount(frames.length - 2);
  await expect(page.getByText(/You're signed out|suspended/)).toHaveCount(0);
});

test("a suspended member's dashboards close with one notice", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(/401 \(/);
  const viewer = await person("acme");
  await signInWithoutForm(page, viewer.email);
  await page.goto("/acme/overview");
  await expect(showing(page).first()).toBeVisible({ timeout: 20_000 });
  await scrollThrough(page);
  const panes = await paneOf(page).count();
  await query(`update "User" set "suspendedAt" = now() where id = $1`, [viewer.id]);
  const refused = page.locator("[data-testid=pane][data-reason=suspended]");
  await expect(refused).toHaveCount(panes, { timeout: 5_500 });
  await expect(page.locator("p", { hasText: "Your account is suspended" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign in again" })).toHaveCount(1);
  await expect(page.getByRole("alert").filter({ hasText: "suspended" })).toHaveCount(1);
  await expect(paneOf(page).locator("iframe")).toHaveCount(0);
  const minted = (await mintsOf(viewer)).length;
  await authorityPolls(page, 2);
  expect(await mintsOf(viewer)).toHaveLength(minted);
});

async function scrollThrough(page: Page) {
  await expect(async () => {
    await page.mouse.move(5, 5);
    await page.mouse.wheel(0, 500);
    const end = await page.evaluate(
      () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2,
    );
    expect(end).toBe(true);
  }).toPass({ intervals: [150] });
}
