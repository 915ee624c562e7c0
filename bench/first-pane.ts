import type { Browser, Page } from "@playwright/test";
import { quantile, signIn } from "./harness";

const rounds = 10;
/** How many times slower than this machine's the processor is. */
const machines = { desktop: 1, phone: 4 };
const modes = ["early", "effect"] as const;
const requests = ["mint", "pane"] as const;
const earlyScript =
  /<script[^>]*>(?:(?!<\/script>)[\s\S])*__panes(?:(?!<\/script>)[\s\S])*<\/script>/;

type Mode = (typeof modes)[number];

export type FirstPane = {
  /** Milliseconds from the start of the navigation to the request. */
  times: { name: string; count: number; p50: number; p95: number }[];
  /** The early script's p50 as a part of the effect's. */
  ratios: { name: string; ratio: number }[];
};

/**
 * How soon a pane is requested: by the page's early script, and by the pane's effect, in turn. Both pages
 * are delivered in the same way; the second has the script removed.
 */
export async function measureFirstPane(browser: Browser, host: string): Promise<FirstPane> {
  const result: FirstPane = { times: [], ratios: [] };
  for (const [machine, rate] of Object.entries(machines)) {
    const { context, page } = await signIn(browser, host, "owner@acme.example");
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    const taken = {
      early: { mint: [] as number[], pane: [] as number[] },
      effect: { mint: [] as number[], pane: [] as number[] },
    };
    // Once each beforehand: scripts then come from the browser's cache, as on any second visit.
    for (let round = -1; round < rounds; round++) {
      for (const mode of modes) {
        const times = await open(page, mode);
        if (round < 0) continue;
        for (const request of requests) taken[mode][request].push(times[request]);
      }
    }
    await context.close();
    for (const mode of modes) {
      for (const request of requests) {
        const values = taken[mode][request];
        const name = `first pane, ${machine}, ${mode}: ${request}`;
        const [p50, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
        result.times.push({ name, count: values.length, p50, p95 });
      }
    }
    for (const request of requests) {
      const [early, effect] = modes.map((mode) => quantile(taken[mode][request], 0.5));
      const name = `first pane, ${machine}: ${request}, early / effect`;
      result.ratios.push({ name, ratio: (early ?? Number.NaN) / (effect ?? Number.NaN) });
    }
  }
  return result;
}

async function open(page: Page, mode: Mode): Promise<{ mint: number; pane: number }> {
  const address = "/acme/dashboards/holistics-dashboard";
  await page.route(`**${address}`, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (!earlyScript.test(body)) throw new Error("The page has no early script.");
    await route.fulfill({
      response,
      body: mode === "early" ? body : body.replace(earlyScript, ""),
    });
  });
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("[data-testid=pane] iframe").waitFor({ state: "attached" });
  await page.locator("[data-testid=pane][data-state=showing]").waitFor();
  const { mint, pane } = await page.evaluate(() => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const startOf = (name: string, type: string) =>
      entries.find((entry) => entry.name.includes(name) && entry.initiatorType === type)?.startTime;
    return { mint: startOf("/embed", "fetch"), pane: startOf("", "iframe") };
  });
  await page.unroute(`**${address}`);
  if (!mint || !pane) throw new Error("A request was missed.");
  return { mint, pane };
}
