// node scripts/run.mjs bench/hour.ts [--minutes 60] [--ttl 20] [--json FILE]: every dashboard in a browser
// profile of its own, followed through every change. Shown and live, or it is a gap; and how many tokens
// it took.
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { measure, readOptions, signIn, table, writeJson } from "./harness";
import { type Gap, watchPane } from "./watch";

const { minutes, ttl, json } = readOptions({ minutes: 60, ttl: 20 });
if (!(minutes > 0 && minutes <= 24 * 60 && ttl >= 5)) {
  throw new Error("--minutes must be 1 to 1440, --ttl at least 5");
}
const email = "owner@acme.example";

measure("hour", { EMBED_TTL_SECONDS: String(ttl) }, async ({ urls, browser }) => {
  const { context, page } = await signIn(browser, urls.host, email);
  const links = await page
    .locator('main a[href*="/dashboards/"]')
    .evaluateAll((found) => [
      ...new Set(found.map((link) => new URL((link as HTMLAnchorElement).href).pathname)),
    ]);
  await context.close();

  const panes: Awaited<ReturnType<typeof watchPane>>[] = [];
  // A profile each. In one, all frames of the vendors' origin share one process, and at these lifetimes it
  // discards documents faster than Chromium clears them: after 50 minutes it does nothing else.
  for (const path of links) {
    const { context, page } = await signIn(browser, urls.host, email);
    panes.push(await watchPane(context, path));
    await page.close();
  }
  console.log(`${panes.length} dashboards are live; watching them for ${minutes} minutes.`);
  const started = Date.now();
  for (const pane of panes) pane.start();
  const end = started + minutes * 60_000;
  for (let minute = 0; minute < minutes; minute += 1) {
    const next = Math.min(started + (minute + 1) * 60_000, end);
    await delay(next - Date.now());
    const mints = panes.reduce((sum, pane) => sum + pane.mints(), 0);
    const gaps = panes.flatMap(({ dashboard, gapsUntil }) =>
      // What happened last may not have been reported yet.
      gapsUntil(next - 2_000).map((gap) => ({ dashboard, ...gap })),
    );
    console.log(`minute ${minute + 1}: ${gaps.length} gaps, ${mints} mints`);
    gaps.filter(({ second }) => second >= minute * 60 - 2).forEach(printGap);
  }
  const now = Date.now();
  const audited = await countAuditedMints(urls.database, started);
  const rows = panes
    .map((pane) => pane.sumUp(now - 2_000))
    .map((row) => ({ ...row, audited: audited.get(row.dashboard) ?? 0 }));

  const head = ["dashboard", "mode", "reports", "gaps", "mints", "in the audit"];
  const cells = rows.map(({ dashboard, mode, reports, gaps, mints, audited }) => [
    ...[dashboard, mode, reports, gaps.length, mints, audited],
  ]);
  console.log(`\n${table(head, cells)}\n`);
  for (const { dashboard, gaps } of rows) {
    for (const gap of gaps) printGap({ dashboard, ...gap });
  }
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const gaps = sum((row) => row.gaps.length);
  const seconds = (now - started) / 1_000;
  console.log(
    `${rows.length} dashboards, ${seconds.toFixed(0)} s, lifetime ${ttl} s: ${gaps} gaps in ` +
      `${sum((row) => row.reports)} reports, ${sum((row) => row.mints)} mints, ` +
      `${sum((row) => row.failed)} failed requests.`,
  );
  writeJson(json, { seconds, ttl, rows });
  return gaps === 0 ? 0 : 1;
});

function printGap({ dashboard, second, ms, saw }: Gap & { dashboard: string }): void {
  console.log(`  gap: ${dashboard} at ${second} s for ${ms} ms: ${saw}`);
}

/** Mints since then, by dashboard; those before are the pages' first. */
async function countAuditedMints(connectionString: string, since: number) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ dashboard: string; count: number }>(
    `select dashboard, count(*)::int as count from "AuditEvent"
     where action = 'mint' and outcome = 'allowed' and at >= to_timestamp($1) group by dashboard`,
    [since / 1_000],
  );
  await client.end();
  return new Map(rows.map(({ dashboard, count }) => [dashboard, count]));
}
