// The tests' words: verbs a person would use. A test that leaves a console message behind fails.
import {
  type APIRequestContext,
  test as base,
  expect,
  type FrameLocator,
  type Locator,
  type Page,
} from "@playwright/test";
import { addPerson, type Role, removePerson, type TestPerson } from "./database";
import { addConnection, type OwnConnection, removeConnection } from "./own-dashboards";
import { addTenant, type OwnTenant, removeTenant } from "./own-tenant";

export { expect };
export const password = "mullion-demo-2026";

/** Dashboards as design has them: granted to everybody of acme and globex, or to team Finance. */
export const forAll = [
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
export const forFinance = ["sigma-page", "basedash-app"] as const;
export const all = [...forAll, ...forFinance];

type Words = {
  /** Console messages a test expects, because it breaks something on purpose. */
  tolerate: (pattern: RegExp) => void;
  signIn: (email: string, page?: Page) => Promise<void>;
  /** A person of this test's own, removed afterwards. */
  person: (tenant: string, teams?: string[], role?: Role) => Promise<TestPerson>;
  /** A copy of a demo connection for this test alone, removed afterwards. */
  connection: (slug: string, ttlSeconds?: number) => Promise<OwnConnection>;
  /** A tenant of this test's own with an owner, removed afterwards. */
  tenant: OwnTenant;
  /** Somebody else at a browser of their own. */
  visitor: () => Promise<Page>;
};

export const test = base.extend<Words>({
  tolerate: [
    async ({ context }, use) => {
      const tolerated: RegExp[] = [];
      const heard: string[] = [];
      const listen = (page: Page) => {
        page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", (error) => heard.push(`uncaught: ${error.message}`));
      };
      context.pages().forEach(listen);
      context.on("page", listen);
      await use((pattern) => tolerated.push(pattern));
      const noise = heard.filter((line) => !tolerated.some((pattern) => pattern.test(line)));
      expect(noise, "console messages").toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page }, use) => {
    await use((email, on = page) => signIn(on, email));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  person: async ({}, use) => {
    const made: TestPerson[] = [];
    await use(async (tenant, teams, role) => {
      const person = await addPerson(tenant, teams, role);
      made.push(person);
      return person;
    });
    for (const person of made) await removePerson(person);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  connection: async ({}, use) => {
    const made: OwnConnection[] = [];
    await use(async (slug, ttlSeconds) => {
      const connection = await addConnection(slug, ttlSeconds ?? null);
      made.push(connection);
      return connection;
    });
    for (const connection of made) await removeConnection(connection);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  tenant: async ({}, use) => {
    const tenant = await addTenant();
    await use(tenant);
    await removeTenant(tenant.slug);
  },
  visitor: async ({ browser }, use) => {
    const made: Page[] = [];
    await use(async () => {
      const page = await browser.newPage();
      made.push(page);
      return page;
    });
    for (const page of made) await page.close();
  },
});

/** Fills the form, as a person does, and waits to be elsewhere. */
export async function signIn(page: Page, email: string): Promise<void> {
  if (!page.url().includes("/login")) await page.goto("/login");
  const form = page.locator("form[data-ready=true]");
  await form.getByLabel("Email").fill(email);
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** As by the form, but quicker, and nothing tells the other tabs: for tests of what comes after. */
export async function signInUnseen(
  { request }: { request: APIRequestContext },
  email: string,
): Promise<void> {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email, password, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { form });
  expect(answer.ok()).toBe(true);
}

/** By the sign-out page, as a person does; on return the sign-in page says what became of it. */
export async function signOut(page: Page): Promise<void> {
  await page.goto("/logout");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
}

export async function openDashboard(page: Page, tenant: string, dashboard: string): Promise<void> {
  await page.goto(`/${tenant}/dashboards/${dashboard}`);
}

/** Opens a menu by its button; a click before the page listens is lost, as a person's would be. */
export async function openMenu(page: Page, button: RegExp): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: button }).click({ timeout: 1_000 });
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

export const paneOf = (page: Page): Locator => page.getByTestId("pane");

/** The vendor's dashboard that is on screen: inside the pane's frame, or the pane's own element. */
export async function vendorOf(page: Page): Promise<FrameLocator | Locator> {
  const frame = paneOf(page).locator("iframe:not([inert])");
  return (await frame.count()) > 0 ? frame.first().contentFrame() : paneOf(page);
}

/** Waits until the vendor's dashboard is live and returns what it says of its viewer. */
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

/** Asks the mint route as the page itself does. */
export async function askMint(page: Page, tenant: string, dashboard: string) {
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
