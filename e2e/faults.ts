import type { Page } from "@playwright/test";
import { type Fault, integrations } from "./failure-table";

const mintRoute = "**/api/tenants/*/dashboards/*/embed";

const problem = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title: "Unavailable", status, requestId: "test" }),
});

/** Faults of one page: its mints, and the CSP it is loaded with. */
const pageFaults: Partial<Record<Fault, (page: Page) => Promise<unknown>>> = {
  "mint returns 500": (page) => page.route(mintRoute, (route) => route.fulfill(problem(500))),
  "mint returns 503, Retry-After": (page) =>
    page.route(mintRoute, (route) => route.fulfill(problem(503, { "Retry-After": "30" }))),
  "mint returns 429, Retry-After": (page) =>
    page.route(mintRoute, (route) => route.fulfill(problem(429, { "Retry-After": "30" }))),
  "mint hangs": (page) => page.route(mintRoute, () => undefined),
  "mint drops the connection": (page) =>
    page.route(mintRoute, (route) => route.abort("connectionreset")),
  // Without a new token, the lost session stays visible.
  "vendor loses its sessions": (page) => page.route(mintRoute, () => undefined),
  "vendor blocked by our CSP": async (page) => {
    // A fulfilled page doesn't count as local, so it needs permission for local requests.
    await page.context().grantPermissions(["local-network-access"]);
    await page.route(/\/(overview|dashboards\/[^/]+)$/, async (route) => {
      if (route.request().resourceType() !== "document") return route.fallback();
      const response = await route.fetch();
      const headers = response.headers();
      const policy = headers["content-security-policy"] ?? "";
      const without = policy.replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://elsewhere.invalid");
      return route.fulfill({
        response,
        headers: { ...headers, "content-security-policy": without },
      });
    });
  },
};

/** Faults of a vendor, for every page: the sandbox simulates them. */
const vendorFaults: Partial<Record<Fault, string>> = {
  "vendor hangs": "hang",
  "vendor is slow": "slow",
  "vendor returns errors": "fail",
  "vendor loses its sessions": "forget-session",
  "vendor rejects our origin": "refuse-origin",
  "vendor's clock is wrong": "clock",
  "vendor treats the token as expired": "expire",
};

async function control(body: object): Promise<void> {
  const response = await fetch(`${process.env.SANDBOX_URL}/__control`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The sandbox returned ${response.status}.`);
}

const vendors = [...new Set(Object.values(integrations).map(({ vendor }) => vendor))];

export async function startFault(fault: Fault, page: Page): Promise<void> {
  await pageFaults[fault]?.(page);
  const name = vendorFaults[fault];
  if (name) await Promise.all(vendors.map((door) => control({ door, fault: name })));
}

/** Ends every fault of this page and of all vendors. */
export async function endFaults(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await control({ reset: true });
}

/**
 * Lets a test move a page's clocks and timers forward at once. Without randomness, renewals are due as
 * early as possible.
 */
export async function controlClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    let ahead = 0;
    const date = Date.now;
    const mono = performance.now.bind(performance);
    const { setTimeout: set, clearTimeout: clear } = window;
    const waiting = new Map<number, { at: number; run: () => void }>();
    Math.random = () => 0.001;
    Date.now = () => date() + ahead;
    performance.now = () => mono() + ahead;
    const setTimer = (run: () => void, ms = 0) => {
      const id = Number(set(() => waiting.delete(id) && run(), ms));
      waiting.set(id, { at: performance.now() + ms, run });
      return id;
    };
    const clearTimer = (id?: number) => {
      waiting.delete(Number(id));
      clear(id);
    };
    const advance = (ms: number) => {
      ahead += ms;
      const due = [...waiting].filter(([, { at }]) => at <= performance.now());
      for (const [id, { run }] of due.sort(([, a], [, b]) => a.at - b.at)) {
        if (!waiting.has(id)) continue;
        clearTimer(id);
        run();
      }
    };
    Object.assign(window, { setTimeout: setTimer, clearTimeout: clearTimer, advance });
  });
}

/** The clocks of vendors' frames don't change. */
export async function advanceClock(page: Page, seconds: number): Promise<void> {
  await page.evaluate(
    (ms) => (window as unknown as { advance(ms: number): void }).advance(ms),
    seconds * 1_000,
  );
}
