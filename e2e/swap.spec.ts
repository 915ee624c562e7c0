import { setTimeout } from "node:timers/promises";
import type { Locator } from "@playwright/test";
import {
  expect,
  openDashboard,
  paneOf,
  readDashboard,
  signInWithoutForm,
  test,
  vendorOf,
} from "./fixtures";
import { renewEvery, watchForGaps } from "./renewals";

test("a member's filter and page survive a frame swap, and no frame is visible without data", async ({
  page,
  person,
}) => {
  test.setTimeout(120_000);
  const renewals = await renewEvery(page, 20);
  // Slow data: a frame shown without it would be seen loading.
  await page.route("**/sigma/api/data*", async (route) => {
    await setTimeout(1_200);
    await route.continue();
  });
  await signInWithoutForm(page, (await person("acme", ["Finance"])).email);
  await openDashboard(page, "acme", "sigma-workbook");
  await readDashboard(page);
  const first = await vendorOf(page);
  await first.getByLabel("Category").selectOption({ index: 1 });
  const category = await first.getByLabel("Category").inputValue();
  expect(category).not.toBe("");
  await first.getByRole("tab", { name: "Finance" }).click();
  const before = await paneOf(page).locator("iframe:not([inert])").elementHandle();

  expect(await watchForGaps(page, renewals.more(2))).toEqual([]);
  const after = await paneOf(page).locator("iframe:not([inert])").elementHandle();
  expect(await page.evaluate(([a, b]) => a === b, [before, after])).toBe(false);
  const last = await vendorOf(page);
  await expect(last.getByLabel("Category")).toHaveValue(category);
  await expect(last.getByRole("tab", { name: "Finance" })).toHaveAttribute("aria-selected", "true");
});

for (const dashboard of ["explo-overview", "explo-component", "scoop-canvas"]) {
  test(`${dashboard} keeps filter and scroll position when it gets a new token`, async ({
    page,
    person,
  }) => {
    test.setTimeout(120_000);
    const renewals = await renewEvery(page, 8);
    await signInWithoutForm(page, (await person("acme")).email);
    await openDashboard(page, "acme", dashboard);
    await readDashboard(page);
    const vendor = await vendorOf(page);
    const category = vendor.getByLabel("Category");
    await category.selectOption({ index: 1 });
    const chosen = await category.inputValue();
    const position = await scrollDown(category);
    expect(position).toBeGreaterThan(0);
    await category.evaluate((node) => Object.assign(node, { marked: true }));

    expect(await watchForGaps(page, renewals.more(2))).toEqual([]);
    await expect(category).toHaveValue(chosen);
    expect(await scrollOf(category)).toBe(position);
    // Still the same document.
    expect(
      await category.evaluate((node) => (node as unknown as { marked?: boolean }).marked),
    ).toBe(true);
  });
}

test("the page keeps its scroll position and focus over swaps", async ({ page, person }) => {
  test.setTimeout(120_000);
  const renewals = await renewEvery(page, 8);
  await page.setViewportSize({ width: 1200, height: 500 });
  await signInWithoutForm(page, (await person("acme")).email);
  await page.goto("/acme/overview");
  const pane = page.locator("[data-testid=pane]", {
    has: page.locator("iframe[title='Sales workbook']"),
  });
  await expect(pane).toHaveAttribute("data-state", "showing", { timeout: 30_000 });
  const link = page.getByRole("link", { name: "Sales workbook", exact: true }).last();
  await link.focus();
  await page.evaluate(() => scrollTo(0, 60));
  const first = await pane.locator("iframe:not([inert])").elementHandle();
  await expect
    .poll(() => pane.locator("iframe:not([inert])").evaluate((now, then) => now === then, first), {
      timeout: 60_000,
    })
    .toBe(false);
  expect(await page.evaluate(() => scrollY)).toBe(60);
  await expect(link).toBeFocused();
  expect(renewals.count()).toBeGreaterThan(1);
});

test("focus in a frame moves to the one that replaces it", async ({ page, person }) => {
  test.setTimeout(90_000);
  await renewEvery(page, 8);
  await signInWithoutForm(page, (await person("acme")).email);
  await openDashboard(page, "acme", "holistics-dashboard");
  await readDashboard(page);
  const shown = paneOf(page).locator("iframe:not([inert])");
  await shown.focus();
  const first = await shown.elementHandle();
  await expect
    .poll(() => shown.evaluate((now, then) => now === then, first), { timeout: 60_000 })
    .toBe(false);
  expect(await shown.evaluate((node) => node === document.activeElement)).toBe(true);
});

/** Scrolls the scroll area around a control and returns its position. */
function scrollDown(control: Locator): Promise<number> {
  return control.evaluate((node) => {
    const scroller = scrollerOf(node);
    scroller.scrollTop = 200;
    return scroller.scrollTop;
    function scrollerOf(from: Element): Element {
      for (let at: Element | null = from; at; ) {
        if (
          at.scrollHeight > at.clientHeight + 50 &&
          /auto|scroll/.test(getComputedStyle(at).overflowY)
        )
          return at;
        const root = at.getRootNode();
        at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
      }
      return document.scrollingElement ?? document.documentElement;
    }
  });
}

function scrollOf(control: Locator): Promise<number> {
  return control.evaluate((node) => {
    for (let at: Element | null = node; at; ) {
      if (at.scrollTop > 0) return at.scrollTop;
      const root = at.getRootNode();
      at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return document.scrollingElement?.scrollTop ?? 0;
  });
}
