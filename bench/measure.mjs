// Runs cases in turn, round after round, so that a machine that slows down slows all of them.

const rounds = 8;
const perRound = 25;
const atOnce = 8;

/**
 * @param {Record<string, () => Promise<unknown>>} cases
 * @returns {Promise<{ name: string, count: number, p50: number, p95: number, perSecond: number }[]>}
 *   times in milliseconds, one request at a time; `perSecond` with eight at once
 */
export async function measure(cases) {
  const times = new Map(Object.keys(cases).map((name) => [name, []]));
  const rates = new Map(Object.keys(cases).map((name) => [name, []]));
  for (const work of Object.values(cases)) await Promise.all(Array.from({ length: 10 }, work));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(cases)) {
      for (let i = 0; i < perRound; i++) {
        const start = performance.now();
        await work();
        times.get(name).push(performance.now() - start);
      }
      const start = performance.now();
      const lane = async () => {
        for (let i = 0; i < perRound / 5; i++) await work();
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      rates.get(name).push((atOnce * perRound) / 5 / ((performance.now() - start) / 1_000));
    }
  }
  return Object.keys(cases).map((name) => ({
    name,
    count: times.get(name).length,
    p50: quantile(times.get(name), 0.5),
    p95: quantile(times.get(name), 0.95),
    perSecond: quantile(rates.get(name), 0.5),
  }));
}

/** The results as a table, with each case's p50 as a multiple of the yardstick's. */
export function compare(results, yardstick) {
  const base = results.find(({ name }) => name === yardstick)?.p50 ?? Number.NaN;
  const rows = results.map(({ name, p50, p95, perSecond }) =>
    [name, p50.toFixed(1), p95.toFixed(1), perSecond.toFixed(0), (p50 / base).toFixed(2)].join(
      " | ",
    ),
  );
  const head = ["case", "p50 ms", "p95 ms", "per s, 8 at once", "× yardstick"].join(" | ");
  return [`| ${head} |`, "|---|--:|--:|--:|--:|", ...rows.map((row) => `| ${row} |`)].join("\n");
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
