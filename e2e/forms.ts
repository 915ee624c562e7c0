// How a person works with the pages of owners and operators: goes there, fills in, sends, confirms.
import { expect, type Locator, type Page } from "@playwright/test";

export const mainOf = (page: Page): Locator => page.getByRole("main");

export const partOf = (page: Page, name: string): Locator =>
  page.getByRole("region", { name, exact: true });

/** Goes to a page and waits until it listens: a press before that is a plain form's. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
}

/** Sends a form and waits for the quiet word that it is done. */
export async function send(
  page: Page,
  within: Locator,
  button: string,
  done: string,
): Promise<void> {
  await within.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByText(done, { exact: true }).first()).toBeVisible();
}

/** Presses what asks first, types what it wants typed, and agrees. */
export async function confirm(
  page: Page,
  within: Locator,
  button: string,
  { agree, typed, done }: { agree: string; typed?: string; done: string },
): Promise<void> {
  await within.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  if (typed !== undefined) {
    await expect(dialog.getByRole("button", { name: agree, exact: true })).toBeDisabled();
    await dialog.getByLabel(`Type ${typed} to confirm`).fill(typed);
  }
  await send(page, dialog, agree, done);
  await expect(dialog).toHaveCount(0);
}

/** Types into a combobox and picks the option of that name. */
export async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label).fill(option);
  await within.page().getByRole("option", { name: option }).first().click();
}

/** Comes by an invitation's link as somebody new, chooses a password and is in. */
export async function acceptAsNew(
  page: Page,
  link: string,
  { name, password, tenant }: { name: string; password: string; tenant: string },
): Promise<void> {
  await visit(page, link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: `Join ${tenant}` }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invite"));
}
