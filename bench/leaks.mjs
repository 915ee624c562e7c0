// node bench/leaks.mjs [--renewals 200] [--json FILE]: what panes leave behind. The overview and the
// element's page are visited, renewed and left again, a few times and then 200; afterwards Chromium is
// asked what it still holds.
import { writeFileSync } from "node:fs";
import { requireNode } from "../scripts/node-version.mjs";
import { onStage, signedIn } from "./stage.mjs";

requireNode();

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const renewals = Number(option("renewals", "200"));
const jsonFile = option("json");
const element = "Revenue, as a web component";
/** What may differ: React keeps the last page's nodes for the next, the engine its compiled code. */
const SLACK = { heap: 1_500_000, nodes: 200 };

const settings = { EMBED_TTL_SECONDS: "5", MINT_LIMIT_PER_MINUTE: "100000" };
await onStage("leaks", settings, async ({ urls, browser }) => {
  const { context, page } = await signedIn(browser, urls.host, "owner@acme.example");
  await page.setViewportSize({ width: 1_300, height: 2_600 });
  await page.addInitScript(countTimers);
  let mints = 0;
  page.on("response", (response) => {
    if (response.url().endsWith("/embed") && response.ok()) mints += 1;
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await cdp.send("HeapProfiler.enable");
  await page.goto("/acme");

  const rows = [];
  const visit = async (label, wanted) => {
    const before = mints;
    // Soft navigations: the page, and whatever it holds, stays.
    await click(
      page,
      page.getByRole("complementary").getByRole("link", { name: "Overview", exact: true }),
    );
    await until(() => mints - before >= wanted * 0.9);
    await click(
      page,
      page.getByRole("complementary").getByRole("link", { name: element, exact: true }),
    );
    await until(() => mints - before >= wanted);
    await click(
      page,
      page.getByRole("complementary").getByRole("link", { name: "Dashboards", exact: true }),
    );
    await page.getByTestId("pane").waitFor({ state: "detached" });
    rows.push({ label, mints: mints - before, ...(await weigh(page, cdp)) });
    console.log(JSON.stringify(rows.at(-1)));
  };
  await visit("first visit", 15);
  await visit("second visit", 30);
  await visit(`${renewals} renewals`, renewals);
  const [, before, after] = rows;
  console.log(`\n${table(rows)}\n`);
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(rows, null, 2)}\n`);

  const left = ["timers", "onWindow", "onDocument", "frames", "frameTargets"].filter(
    (name) => after[name] > before[name],
  );
  if (after.listeners > before.listeners + 5) left.push("listeners");
  if (after.documents > before.documents + 1) left.push("documents");
  if (after.nodes > before.nodes + SLACK.nodes) left.push("nodes");
  if (after.heap > before.heap + SLACK.heap) left.push("heap");
  console.log(left.length === 0 ? "Nothing is left behind." : `Left behind: ${left.join(", ")}.`);
  if (left.length > 0) process.exitCode = 1;
});

/** What the host's own process holds, after everything that can be collected has been. */
async function weigh(page, cdp) {
  // Panes close a moment after they leave the page, and the router's own timers run out.
  await page.waitForTimeout(3_000);
  for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const listeners = async (expression) => {
    const { result } = await cdp.send("Runtime.evaluate", { expression });
    const found = await cdp.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
    await cdp.send("Runtime.releaseObject", { objectId: result.objectId });
    return found.listeners.length;
  };
  const { targetInfos } = await cdp.send("Target.getTargets");
  return {
    timers: await page.evaluate(() => window.heldTimers.size),
    onWindow: await listeners("window"),
    onDocument: await listeners("document"),
    listeners: of("JSEventListeners"),
    frames: of("Frames"),
    frameTargets: targetInfos.filter(({ type }) => type === "iframe").length,
    documents: of("Documents"),
    nodes: of("Nodes"),
    heap: of("JSHeapUsedSize"),
  };
}

async function click(page, link) {
  const path = new URL(await link.evaluate((node) => node.href)).pathname;
  await link.click();
  await page.waitForURL((url) => url.pathname === path);
}

async function until(check) {
  const end = Date.now() + 600_000;
  while (!check()) {
    if (Date.now() > end) throw new Error("The renewals did not come in ten minutes.");
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Runs in every document: which timers it has set and not yet seen run out. */
function countTimers() {
  if (window !== window.top) return;
  const held = new Set();
  window.heldTimers = held;
  for (const [set, clear, once] of [
    ["setTimeout", "clearTimeout", true],
    ["setInterval", "clearInterval", false],
  ]) {
    const [start, stop] = [window[set].bind(window), window[clear].bind(window)];
    window[set] = (run, ms, ...rest) => {
      const id = start(
        (...given) => {
          if (once) held.delete(id);
          run(...given);
        },
        ms,
        ...rest,
      );
      held.add(id);
      return id;
    };
    window[clear] = (id) => {
      held.delete(id);
      stop(id);
    };
  }
}

function table(rows) {
  const names = Object.keys(rows[0]).filter((name) => name !== "label");
  const lines = names.map(
    (name) =>
      `| ${name} | ${rows.map((row) => (name === "heap" ? `${(row.heap / 1e6).toFixed(2)} MB` : row[name])).join(" | ")} |`,
  );
  return [
    `| after | ${rows.map(({ label }) => label).join(" | ")} |`,
    "|---|--:|--:|--:|",
    ...lines,
  ].join("\n");
}
