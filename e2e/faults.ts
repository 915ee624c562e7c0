// What can go wrong between us, the vendor and the network, switched on and off by a test.
import type { Page } from "@playwright/test";
import { type Fault, ways } from "./failure-table";

const mintRoute = "**/api/tenants/*/dashboards/*/embed";

const problem = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title: "Not now", status, requestId: "test" }),
});

/** Faults of one page: its requests for tokens, and the policy it is loaded under. */
const ofPage: Partial<Record<Fault, (page: Page) => Promise<unknown>>> = {
  "mint answers 500": (page) => page.route(mintRoute, (route) => route.fulfill(problem(500))),
  "mint answers 503, Retry-After": (page) =>
    page.route(mintRoute, (route) => route.fulfill(problem(503, { "Retry-After": "30" }))),
  "mint answers 429, Retry-After": (page) =>
    page.route(mintRoute, (route) => route.fulfill(problem(429, { "Retry-After": "30" }))),
  // Neither answered nor ended.
  "mint hangs": (page) => page.route(mintRoute, () => undefined),
  "mint drops the connection": (page) =>
    page.route(mintRoute, (route) => route.abort("connectionreset")),
  // Over in a moment by itself where its page says so: the next token is kept back, so that it is seen.
  "vendor forgets its sessions": (page) => page.route(mintRoute, () => undefined),
  "vendor blocked by our policy": async (page) => {
    // A page that a test has handed over has no address to the browser, so it may not ask this machine.
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

/** Faults of a vendor's door, for everybody: the sandbox plays them. */
const ofDoor: Partial<Record<Fault, string>> = {
  "vendor hangs": "hang",
  "vendor is slow": "slow",
  "vendor fails": "fail",
  "vendor forgets its sessions": "forget-session",
  "vendor refuses our origin": "refuse-origin",
  "vendor's clock is wrong": "clock",
  "vendor takes the token for expired": "expire",
};

async function control(body: object): Promise<void> {
  const response = await fetch(`${process.env.SANDBOX_URL}/__control`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status} to a fault.`);
}

const doors = [...new Set(Object.values(ways).map(({ door }) => door))];

export async function breakIt(fault: Fault, page: Page): Promise<void> {
  await ofPage[fault]?.(page);
  const name = ofDoor[fault];
  if (name) await Promise.all(doors.map((door) => control({ door, fault: name })));
}

/** Ends every fault: of this page, and of all doors. */
export async function mendIt(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await control({ reset: true });
}

/**
 * Lets a page's clocks and timers be put forward, without the time in between; and takes chance out of
 * it: renewals come as early as they may.
 */
export async function allowLeaps(page: Page): Promise<void> {
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
    const arm = (run: () => void, ms = 0) => {
      const id = Number(set(() => waiting.delete(id) && run(), ms));
      waiting.set(id, { at: performance.now() + ms, run });
      return id;
    };
    const disarm = (id?: number) => {
      waiting.delete(Number(id));
      clear(id);
    };
    const leap = (ms: number) => {
      ahead += ms;
      const due = [...waiting].filter(([, { at }]) => at <= performance.now());
      for (const [id, { run }] of due.sort(([, a], [, b]) => a.at - b.at)) {
        if (!waiting.has(id)) continue;
        disarm(id);
        run();
      }
    };
    Object.assign(window, { setTimeout: arm, clearTimeout: disarm, leap });
  });
}

/** Puts this page's clocks forward; the vendor's frames keep the true time. */
export async function leap(page: Page, seconds: number): Promise<void> {
  await page.evaluate(
    (ms) => (window as unknown as { leap(ms: number): void }).leap(ms),
    seconds * 1_000,
  );
}
