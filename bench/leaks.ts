// node scripts/run.mjs bench/leaks.ts [--renewals 200] [--json FILE]: what panes leave behind. The
// overview and the element's page are visited, renewed and left again, a few times and then 200 times;
// afterwards Chromium is asked what it still holds.
import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { measure, readOptions, signIn, table, writeJson } from "./harness";

const { renewals, json } = readOptions({ renewals: 200 });
const element = "Revenue, as a web component";
/** What may differ: React keeps the last page's nodes for the next, the engine its compiled code. */
const slack = { listeners: 5, documents: 1, nodes: 200, heap: 1_500_000 };

type Held = Awaited<ReturnType<typeof weigh>>;
type Row = { label: string; mints: number; held: Held };

const settings = { EMBED_TTL_SECONDS: "5", MINT_LIMIT_PER_MINUTE: "100000" };
measure("leaks", settings, async ({ urls, browser }) => {
  const { context, page } = await signIn(browser, urls.host, "owner@acme.example");
  await page.setViewportSize({ width: 1_300, height: 2_600 });
  await page.addInitScript(countTimers);
  let mints = 0;
  page.on("response", (response) => {
    if (response.url().endsWith("/embed") && response.ok()) mints += 1;
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.enable");
  await page.goto("/acme");

  const sidebar = (name: string) =>
    page.getByRole("complementary").getByRole("link", { name, exact: true });
  const visit = async (label: string, wanted: number): Promise<Row> => {
    const before = mints;
    const reach = (count: number) =>
      expect.poll(() => mints - before, { timeout: 600_000 }).toBeGreaterThanOrEqual(count);
    // Soft navigations: the document, and whatever it holds, stays.
    await follow(page, sidebar("Overview"));
    await reach(wanted * 0.9);
    await follow(page, sidebar(element));
    await reach(wanted);
    await follow(page, sidebar("Dashboards"));
    await page.getByTestId("pane").waitFor({ state: "detached" });
    const row = { label, mints: mints - before, held: await weigh(page, devtools) };
    console.log(JSON.stringify(row));
    return row;
  };
  const first = await visit("first visit", 15);
  const before = await visit("second visit", 30);
  const after = await visit(`${renewals} renewals`, renewals);
  const rows = [first, before, after];
  const names = Object.keys(first.held) as (keyof Held)[];
  const cells = names.map((name) => [name, ...rows.map(({ held }) => format(name, held[name]))]);
  console.log(`\n${table(["after", ...rows.map(({ label }) => label)], cells)}\n`);
  writeJson(json, rows);

  const left = names.filter(
    (name) => after.held[name] > before.held[name] + ((slack as Partial<Held>)[name] ?? 0),
  );
  console.log(left.length === 0 ? "Nothing is left behind." : `Left behind: ${left.join(", ")}.`);
  return left.length === 0 ? 0 : 1;
});

const format = (name: keyof Held, value: number) =>
  name === "heap" ? `${(value / 1e6).toFixed(2)} MB` : value;

/** What the page holds, after everything that can be collected was. */
async function weigh(page: Page, devtools: CDPSession) {
  // Panes close a moment after they leave the page, and the router's own timers run out.
  await page.waitForTimeout(3_000);
  for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (wanted: string) =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  const listeners = async (expression: string) => {
    const { result } = await devtools.send("Runtime.evaluate", { expression });
    const objectId = result.objectId ?? "";
    const found = await devtools.send("DOMDebugger.getEventListeners", { objectId });
    await devtools.send("Runtime.releaseObject", { objectId });
    return found.listeners.length;
  };
  const { targetInfos } = await devtools.send("Target.getTargets");
  return {
    timers: await page.evaluate(() => (window as unknown as WithTimers).heldTimers.size),
    onWindow: await listeners("window"),
    onDocument: await listeners("document"),
    listeners: metric("JSEventListeners"),
    frames: metric("Frames"),
    frameTargets: targetInfos.filter(({ type }) => type === "iframe").length,
    documents: metric("Documents"),
    nodes: metric("Nodes"),
    heap: metric("JSHeapUsedSize"),
  };
}

async function follow(page: Page, link: Locator): Promise<void> {
  const path = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
  await link.click();
  await page.waitForURL((url) => url.pathname === path);
}

type WithTimers = { heldTimers: Set<unknown> };
type Timer = (run: (...args: unknown[]) => void, ms?: number, ...rest: unknown[]) => unknown;

/** Runs in every document: which timers it has set that have not run out. */
function countTimers(): void {
  if (window !== window.top) return;
  const held = new Set<unknown>();
  (window as unknown as WithTimers).heldTimers = held;
  for (const [set, clear, once] of [
    ["setTimeout", "clearTimeout", true],
    ["setInterval", "clearInterval", false],
  ] as const) {
    const start = window[set].bind(window) as unknown as Timer;
    const stop = window[clear].bind(window) as unknown as (id: unknown) => void;
    const wrapped: Timer = (run, ms, ...rest) => {
      const id = start(
        (...args) => {
          if (once) held.delete(id);
          run(...args);
        },
        ms,
        ...rest,
      );
      held.add(id);
      return id;
    };
    Object.assign(window, {
      [set]: wrapped,
      [clear]: (id: unknown) => {
        held.delete(id);
        stop(id);
      },
    });
  }
}
