// Looks at a screen as people see it: by axe here, and by us in test-results/screens.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const looks = [
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 1280 },
  { scheme: "light", width: 390 },
] as const;

export type Look = (typeof looks)[number];

export async function wear(page: Page, { scheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
}

/** axe finds nothing, nothing scrolls sideways, and what can be pressed on a narrow screen is a finger wide. */
export async function lookAt(page: Page, name: string, { scheme, width }: Look): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name} ${width}`).toBe(0);
  if (width < 500) expect(await small(page), `too small for a finger on ${name}`).toEqual([]);
  const path = `test-results/screens/${name}-${scheme}-${width}.png`;
  await page.screenshot({ path, fullPage: true });
}

/**
 * Buttons and fields lower than 40 px. A box to tick counts with its label; a link in a line of text or
 * in a table is as high as its line.
 */
function small(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, a")]
      .filter((one) => one.checkVisibility() && !one.closest("[inert]") && !one.ariaHidden)
      .map((one) => one.closest("label") ?? one.closest<HTMLElement>("[data-input-group]") ?? one)
      .filter((one) => one.tagName !== "A" || getComputedStyle(one).display.includes("flex"))
      .filter((one) => one.getBoundingClientRect().height < 39.5)
      .map((one) => `${one.outerHTML.slice(0, 120)} ${one.getBoundingClientRect().height}`),
  );
}
