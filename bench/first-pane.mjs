// How soon a pane is asked for: with the early script of the page, and from an effect, in turn.
import { chromium } from "@playwright/test";
import { browserArguments, findBrowser } from "../scripts/browser.mjs";

const rounds = 10;
/** `processor`: how many times slower than this machine, as a phone would be. */
const machines = { desktop: { processor: 1 }, phone: { processor: 4 } };
const password = "mullion-demo-2026";
const early = /<script[^>]*>(?:(?!<\/script>)[\s\S])*__panes(?:(?!<\/script>)[\s\S])*<\/script>/;

/**
 * Opens a dashboard in a real browser, again and again, each way in turn. Both ways take the page through
 * the same hands; the second has the script taken out, so that the pane's own effect asks.
 *
 * @param {string} host origin of a running host with the demo's people
 * @returns {Promise<{ name: string, count: number, p50: number, p95: number }[]>} milliseconds from the
 *   start of the navigation to the mint's request and to the pane's
 */
export async function measureFirstPane(host) {
  const browser = await chromium.launch({
    executablePath: await findBrowser(console.error),
    args: browserArguments,
  });
  const results = [];
  try {
    for (const [machine, { processor }] of Object.entries(machines)) {
      const context = await browser.newContext({ baseURL: host });
      const page = await context.newPage();
      await signIn(page);
      await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", {
        rate: processor,
      });
      const times = { early: [], effect: [] };
      // Once each beforehand: scripts then come from the browser's cache, as on any second visit.
      for (let round = -1; round < rounds; round++) {
        for (const mode of ["early", "effect"]) {
          const taken = await open(page, mode);
          if (round >= 0) times[mode].push(taken);
        }
      }
      for (const mode of ["early", "effect"])
        for (const what of ["mint", "pane"])
          results.push(
            summarize(`first pane, ${machine}, ${mode}: ${what}`, times[mode], (one) => one[what]),
          );
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return results;
}

/** The early way's p50 as a part of the effect's, for each machine and request. */
export function firstPaneRatios(results) {
  const p50 = (name) => results.find((one) => one.name === name)?.p50 ?? Number.NaN;
  return Object.keys(machines).flatMap((machine) =>
    ["mint", "pane"].map((what) => ({
      name: `first pane, ${machine}: ${what}, early / effect`,
      ratio:
        p50(`first pane, ${machine}, early: ${what}`) /
        p50(`first pane, ${machine}, effect: ${what}`),
    })),
  );
}

async function signIn(page) {
  await page.goto("/login");
  const form = page.locator("form[data-ready=true]");
  await form.getByLabel("Email").fill("owner@acme.example");
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

async function open(page, mode) {
  const address = "/acme/dashboards/holistics-dashboard";
  await page.route(`**${address}`, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (!early.test(body)) throw new Error("The page has no early script.");
    await route.fulfill({ response, body: mode === "early" ? body : body.replace(early, "") });
  });
  await page.goto(address, { waitUntil: "commit" });
  const frame = page.locator("[data-testid=pane] iframe");
  await frame.waitFor({ state: "attached" });
  await page.locator("[data-testid=pane][data-state=showing]").waitFor();
  const taken = await page.evaluate(() => {
    const found = (name, type) =>
      performance
        .getEntriesByType("resource")
        .find((entry) => entry.name.includes(name) && entry.initiatorType === type)?.startTime;
    return { mint: found("/embed", "fetch"), pane: found("", "iframe") };
  });
  await page.unroute(`**${address}`);
  if (!(taken.mint > 0 && taken.pane > 0)) throw new Error("A request was not seen.");
  return taken;
}

function summarize(name, times, pick) {
  const sorted = times.map(pick).sort((a, b) => a - b);
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  return { name, count: sorted.length, p50: at(0.5), p95: at(0.95) };
}
