// node bench/hour.mjs [--minutes 60] [--ttl 20] [--json FILE]: every dashboard at a reader of its own in one
// browser, followed through every change. Shown and live, or it is a gap; and how many tokens it took.
import { writeFileSync } from "node:fs";
import pg from "pg";
import { requireNode } from "../scripts/node-version.mjs";
import { onStage, signedIn } from "./stage.mjs";
import { watchPane } from "./watch.mjs";

requireNode();

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const minutes = Number(option("minutes", "60"));
const ttl = Number(option("ttl", "20"));
const jsonFile = option("json");
if (!(minutes > 0 && minutes <= 24 * 60 && ttl >= 5))
  throw new Error("--minutes 1 to 1440, --ttl from 5");

await onStage("hour", { EMBED_TTL_SECONDS: String(ttl) }, async ({ urls, browser }) => {
  const { context, page: list } = await signedIn(browser, urls.host, "owner@acme.example");
  const links = await list
    .locator('main a[href*="/dashboards/"]')
    .evaluateAll((found) => [...new Set(found.map((link) => new URL(link.href).pathname))]);
  await context.close();

  const panes = [];
  // A profile each. In one, all frames of the vendors' origin share one process, and at these lifetimes it
  // throws away documents faster than Chromium clears them: after 50 minutes it does nothing else.
  for (const path of links) {
    const { context: own, page } = await signedIn(browser, urls.host, "owner@acme.example");
    panes.push(await watchPane(own, path));
    await page.close();
  }
  console.log(`${panes.length} dashboards are live; watching them for ${minutes} minutes.`);
  const begun = Date.now();
  for (const pane of panes) pane.begin();
  const end = begun + minutes * 60_000;
  for (let minute = 0; minute * 60_000 < end - begun; minute += 1) {
    const next = Math.min(begun + (minute + 1) * 60_000, end);
    await new Promise((done) => setTimeout(done, next - Date.now()));
    const mints = panes.reduce((sum, pane) => sum + pane.mints(), 0);
    const gaps = panes.flatMap(({ dashboard, gaps }) =>
      // What happened last may not have been told yet.
      gaps(next - 2_000).map((gap) => ({ dashboard, ...gap })),
    );
    console.log(`minute ${minute + 1}: ${gaps.length} gaps, ${mints} mints`);
    gaps.filter(({ second }) => second >= minute * 60 - 2).forEach(say);
  }
  const seconds = (Date.now() - begun) / 1_000;
  const results = panes.map((pane) => pane.end(begun + seconds * 1_000 - 2_000));
  const audit = await readAudit(urls.database, begun);

  const rows = results.map((one) => ({ ...one, audited: audit.get(one.dashboard) ?? 0 }));
  console.log(`\n${table(rows)}\n`);
  for (const { dashboard, gaps } of rows) for (const gap of gaps) say({ dashboard, ...gap });
  const sum = (of) => rows.reduce((total, row) => total + of(row), 0);
  console.log(
    `${rows.length} dashboards, ${seconds.toFixed(0)} s, lifetime ${ttl} s: ${sum((row) => row.gaps.length)} gaps in ` +
      `${sum((row) => row.told)} reports, ${sum((row) => row.mints)} mints, ${sum((row) => row.failed)} failed requests.`,
  );
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify({ seconds, ttl, rows }, null, 2)}\n`);
  if (sum((row) => row.gaps.length) > 0) process.exitCode = 1;
});

function say({ dashboard, second, ms, saw }) {
  console.log(`  gap: ${dashboard} at ${second} s for ${ms} ms: ${saw}`);
}

/** Tokens by dashboard that the host has written down since; mints before are the pages' first. */
async function readAudit(url, since) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select dashboard, count(*)::int as n from "AuditEvent"
     where action = 'mint' and outcome = 'allowed' and at >= to_timestamp($1) group by dashboard`,
    [since / 1_000],
  );
  await client.end();
  return new Map(rows.map(({ dashboard, n }) => [dashboard, n]));
}

function table(rows) {
  const head = "| dashboard | mode | reports | gaps | mints | in the audit |";
  const lines = rows.map(
    ({ dashboard, mode, told, gaps, mints, audited }) =>
      `| ${dashboard} | ${mode} | ${told} | ${gaps.length} | ${mints} | ${audited} |`,
  );
  return [head, "|---|---|--:|--:|--:|--:|", ...lines].join("\n");
}
