import {
  type APIRequestContext,
  expect,
  type Locator,
  type Page,
  type Request,
} from "@playwright/test";

export const mainOf = (page: Page): Locator => page.getByRole("main");

export const regionOf = (page: Page, name: string): Locator =>
  page.getByRole("region", { name, exact: true });

/** Waits for hydration: until then, a form submits without JavaScript. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
}

/** Submits a form and waits for its success message. */
export async function submit(
  page: Page,
  within: Locator,
  button: string,
  message: string,
): Promise<void> {
  await within.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByText(message, { exact: true }).first()).toBeVisible();
}

/** Opens a confirmation dialog, types the text it requires, and confirms. */
export async function confirm(
  page: Page,
  within: Locator,
  button: string,
  { action, typed, message }: { action: string; typed?: string; message: string },
): Promise<void> {
  await within.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  if (typed !== undefined) {
    await expect(dialog.getByRole("button", { name: action, exact: true })).toBeDisabled();
    await dialog.getByLabel(`Type ${typed} to confirm`).fill(typed);
  }
  await submit(page, dialog, action, message);
  await expect(dialog).toHaveCount(0);
}

/** Types into a combobox and selects an option. */
export async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label).fill(option);
  await within.page().getByRole("option", { name: option }).first().click();
}

/** Follows an invitation link and creates an account. */
export async function acceptInvitation(
  page: Page,
  link: string,
  { name, password, tenant }: { name: string; password: string; tenant: string },
): Promise<void> {
  await openPage(page, link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: `Join ${tenant}` }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/invite"));
}

/** Sends a server action's request again, with another person's session. */
export function replayRequest(
  requests: APIRequestContext,
  request: Request,
  data = request.postDataBuffer() ?? Buffer.alloc(0),
) {
  const original = request.headers();
  const headers = {
    "next-action": original["next-action"] ?? "",
    "content-type": original["content-type"] ?? "",
    accept: original.accept ?? "",
    Origin: new URL(request.url()).origin,
  };
  return requests.post(request.url(), { headers, data });
}
