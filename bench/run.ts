// npm run bench [-- --json FILE]: what minting and showing cost, side by side in one run.
import type { Browser } from "@playwright/test";
import { type FirstPane, measureFirstPane } from "./first-pane";
import { measure, quantile, readOptions, signIn, table, writeJson } from "./harness";
import { measurePanes } from "./size";

const rounds = 8;
const perRound = 25;
const atOnce = 8;
const yardstick = "health: one trivial query";

type Cases = Record<string, () => Promise<unknown>>;
type Figures = { name: string; count: number; p50: number; p95: number; perSecond: number };

const { json } = readOptions({});

measure("bench", { MINT_LIMIT_PER_MINUTE: "1000000" }, async ({ urls, browser }) => {
  const owner = await openSession(browser, urls.host, "owner@acme.example");
  const west = await openSession(browser, urls.host, "sales@acme.example");
  const figures = await measureCases({
    [yardstick]: get(owner, "/api/health"),
    "authority of two panes": get(
      owner,
      "/api/authority?pane=acme/sigma-workbook&pane=acme/scoop-canvas",
    ),
    "mint, HS256 (Sigma)": () => mint(owner, "sigma-workbook"),
    "mint, dir+A256GCM (Explo)": () => mint(owner, "explo-overview"),
    "mint, RS256 2048 (Scoop)": () => mint(owner, "scoop-canvas"),
    "page of a dashboard, HTML": get(owner, "/acme/dashboards/sigma-workbook"),
    "sandbox figures, 120,000 rows": await figuresOf(owner),
    "sandbox figures, one region": await figuresOf(west),
  });
  const base = figures.find(({ name }) => name === yardstick)?.p50 ?? Number.NaN;
  console.log(
    table(
      ["case", "p50 ms", "p95 ms", "per s, 8 at once", "× yardstick"],
      figures.map(({ name, p50, p95, perSecond }) => [
        name,
        p50.toFixed(1),
        p95.toFixed(1),
        perSecond.toFixed(0),
        (p50 / base).toFixed(2),
      ]),
    ),
  );
  const { times, ratios } = await measureFirstPane(browser, urls.host);
  const size = await measurePanes();
  printPanes(times, ratios, size);
  const sizes = [{ name: "size: panes before the first one shows, gzip bytes", bytes: size.first }];
  writeJson(json, [...figures, ...times, ...ratios, ...sizes]);
  return 0;
});

function printPanes(
  times: FirstPane["times"],
  ratios: FirstPane["ratios"],
  { first, lazy }: Awaited<ReturnType<typeof measurePanes>>,
): void {
  const rows = times.map(({ name, p50, p95 }) => [name, p50.toFixed(0), p95.toFixed(0)]);
  console.log(`\n${table(["from the start of the navigation", "p50 ms", "p95 ms"], rows)}\n`);
  for (const { name, ratio } of ratios) console.log(`${name}: ${ratio.toFixed(2)}`);
  const parts = Object.entries(lazy).map(([part, bytes]) => `${part} ${bytes}`);
  console.log(`panes before the first one shows: ${first} bytes gzip (later: ${parts.join(", ")})`);
}

type Session = (path: string, init?: RequestInit) => Promise<Response>;

/** Requests of a signed-in account, without the browser's own overhead. */
async function openSession(browser: Browser, host: string, email: string): Promise<Session> {
  const { context } = await signIn(browser, host, email);
  const cookies = await context.cookies();
  await context.close();
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return async (path, init) => {
    const response = await fetch(host + path, { ...init, headers: { Cookie, Origin: host } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return response;
  };
}

const get = (session: Session, path: string) => async () => (await session(path)).text();

async function mint(session: Session, dashboard: string) {
  const path = `/api/tenants/acme/dashboards/${dashboard}/embed`;
  return (await session(path, { method: "POST" })).json();
}

/** Holistics' tokens are good for many requests: the frame's own figures, requested again and again. */
async function figuresOf(session: Session) {
  const { pane } = await mint(session, "holistics-dashboard");
  const url = new URL(pane.src);
  const headers = { Authorization: `Bearer ${url.searchParams.get("_token")}` };
  return async () => {
    const response = await fetch(`${url.origin}/holistics/api/data`, { headers });
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
    await response.text();
  };
}

/** Runs cases in turn, round after round, so that a machine that slows down slows all of them. */
async function measureCases(cases: Cases): Promise<Figures[]> {
  const results = Object.entries(cases).map(([name, work]) => ({
    ...{ name, work, times: [] as number[], rates: [] as number[] },
  }));
  for (const { work } of results) await Promise.all(Array.from({ length: 10 }, work));
  for (let round = 0; round < rounds; round++) {
    for (const { work, times, rates } of results) {
      for (let i = 0; i < perRound; i++) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
      const start = performance.now();
      const lane = async () => {
        for (let i = 0; i < perRound / 5; i++) await work();
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      rates.push((atOnce * perRound) / 5 / ((performance.now() - start) / 1_000));
    }
  }
  return results.map(({ name, times, rates }) => ({
    name,
    count: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    perSecond: quantile(rates, 0.5),
  }));
}
