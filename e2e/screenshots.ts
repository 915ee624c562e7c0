import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const appearances = [
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 1280 },
  { scheme: "light", width: 390 },
] as const;

type Appearance = (typeof appearances)[number];

export async function emulate(page: Page, { scheme, width }: Appearance): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
}

/** Checks the current page in every appearance. */
export async function checkScreens(page: Page, name: string): Promise<void> {
  for (const appearance of appearances) {
    await emulate(page, appearance);
    await checkScreen(page, name, appearance);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

export async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Checks accessibility, horizontal overflow and tap targets, and keeps a screenshot. */
export async function checkScreen(
  page: Page,
  name: string,
  { scheme, width }: Appearance,
): Promise<void> {
  await checkAccessibility(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `horizontal overflow on ${name}`).toBe(0);
  if (width < 500) expect(await findSmallTargets(page), `small tap targets on ${name}`).toEqual([]);
  const path = `test-results/screens/${name}-${scheme}-${width}.png`;
  await page.screenshot({ path, fullPage: true });
}

/** Controls lower than 40 px. A checkbox counts with its label; links in text and tables are exempt. */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, textarea, a")]
      .filter((one) => one.checkVisibility() && !one.closest("[inert]") && !one.ariaHidden)
      .map((one) => one.closest("label") ?? one.closest<HTMLElement>("[data-input-group]") ?? one)
      .filter((one) => one.tagName !== "A" || getComputedStyle(one).display.includes("flex"))
      .filter((one) => one.getBoundingClientRect().height < 39.5)
      .map((one) => `${one.outerHTML.slice(0, 120)} ${one.getBoundingClientRect().height}`),
  );
}
