import {
  type APIRequestContext,
  test as base,
  expect,
  type FrameLocator,
  type Locator,
  type Page,
} from "@playwright/test";
import { addConnection, removeConnection, type TestConnection } from "./connections";
import { addPerson, type Role, removePerson, type TestPerson } from "./database";
import { addTenant, removeTenant, type TestTenant } from "./tenants";

export { expect };
export const password = "mullion-demo-2026";

/** The demo's dashboards: shared with everyone in Acme and Globex, or with team Finance. */
export const sharedDashboards = [
  "explo-overview",
  "explo-component",
  "explo-report",
  "sigma-workbook",
  "sigma-element",
  "holistics-portal",
  "holistics-dashboard",
  "scoop-canvas",
  "basedash-shared",
] as const;
export const financeDashboards = ["sigma-page", "basedash-app"] as const;
export const allDashboards = [...sharedDashboards, ...financeDashboards];

type Fixtures = {
  /** Any other console message fails the test. */
  allowConsole: (pattern: RegExp) => void;
  /** Creates a person for this test, removed afterwards. */
  person: (tenant: string, teams?: string[], role?: Role) => Promise<TestPerson>;
  /** Copies a demo connection for this test; removed afterwards. */
  connection: (slug: string, ttlSeconds?: number) => Promise<TestConnection>;
  /** A tenant for this test with an owner, removed afterwards. */
  tenant: TestTenant;
  /** Opens a page in a separate browser context. */
  visitor: () => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  allowConsole: [
    async ({ context }, use) => {
      const allowed: RegExp[] = [];
      const messages: string[] = [];
      const listen = (page: Page) => {
        page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", (error) => messages.push(`uncaught: ${error.message}`));
      };
      context.pages().forEach(listen);
      context.on("page", listen);
      await use((pattern) => allowed.push(pattern));
      const unexpected = messages.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(unexpected, "console messages").toEqual([]);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the pattern
  person: async ({}, use) => {
    const created: TestPerson[] = [];
    await use(async (tenant, teams, role) => {
      const person = await addPerson(tenant, teams, role);
      created.push(person);
      return person;
    });
    for (const person of created) await removePerson(person);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the pattern
  connection: async ({}, use) => {
    const created: TestConnection[] = [];
    await use(async (slug, ttlSeconds) => {
      const connection = await addConnection(slug, ttlSeconds ?? null);
      created.push(connection);
      return connection;
    });
    for (const connection of created) await removeConnection(connection);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the pattern
  tenant: async ({}, use) => {
    const tenant = await addTenant();
    await use(tenant);
    await removeTenant(tenant.slug);
  },
  visitor: async ({ browser }, use) => {
    const created: Page[] = [];
    await use(async () => {
      const page = await browser.newPage();
      created.push(page);
      return page;
    });
    for (const page of created) await page.close();
  },
});

/** Signs in with the form and waits for the next page. */
export async function signIn(page: Page, email: string): Promise<void> {
  if (!page.url().includes("/login")) await page.goto("/login");
  const form = page.locator("form[data-ready=true]");
  await form.getByLabel("Email").fill(email);
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Faster than the form, and other tabs aren't notified. */
export async function signInWithoutForm(
  { request }: { request: APIRequestContext },
  email: string,
): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const response = await request.post("/api/auth/callback/credentials", { form });
  expect(response.ok()).toBe(true);
}

export async function signOut(page: Page): Promise<void> {
  await page.goto("/logout");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
}

export async function openDashboard(page: Page, tenant: string, dashboard: string): Promise<void> {
  await page.goto(`/${tenant}/dashboards/${dashboard}`);
}

/** Retries the click, because one before hydration is lost. */
export async function openMenu(page: Page, button: RegExp): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: button }).click({ timeout: 1_000 });
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

export const paneOf = (page: Page): Locator => page.getByTestId("pane");

/** The visible vendor dashboard, in a frame or in the pane itself. */
export async function vendorOf(page: Page): Promise<FrameLocator | Locator> {
  const frame = paneOf(page).locator("iframe:not([inert])");
  return (await frame.count()) > 0 ? frame.first().contentFrame() : paneOf(page);
}

/** Waits until the vendor's dashboard is live, and returns what it shows. */
export async function readDashboard(page: Page) {
  await expect(paneOf(page)).toHaveAttribute("data-state", "showing", { timeout: 20_000 });
  const vendor = await vendorOf(page);
  await expect(vendor.getByTestId("state")).toHaveText("live", { timeout: 15_000 });
  const total = vendor.getByTestId("total");
  await expect(total).toHaveAttribute("data-value", /^\d+$/);
  return {
    tenant: ((await vendor.getByTestId("tenant").textContent()) ?? "").trim(),
    viewer: ((await vendor.getByTestId("viewer").textContent()) ?? "").trim(),
    total: Number(await total.getAttribute("data-value")),
  };
}

export async function requestMint(page: Page, tenant: string, dashboard: string) {
  return page.evaluate(
    async ([tenant, dashboard]) => {
      const path = `/api/tenants/${tenant}/dashboards/${dashboard}/embed`;
      const response = await fetch(path, { method: "POST" });
      const body = await response.json();
      return {
        status: response.status,
        type: response.headers.get("content-type"),
        cache: response.headers.get("cache-control"),
        code: body.code as string | undefined,
        keys: Object.keys(body).sort(),
      };
    },
    [tenant, dashboard],
  );
}
