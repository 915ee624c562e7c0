// npm run bench [-- --json FILE]: what minting and showing cost, side by side in one run.
import { requireNode } from "../scripts/node-version.mjs";

requireNode();

const { rmSync, writeFileSync } = await import("node:fs");
const { freshSecrets } = await import("../scripts/env-file.mjs");
const { installIfNeeded } = await import("../scripts/install.mjs");
const { freePort } = await import("../scripts/ports.mjs");
const { createProgress } = await import("../scripts/progress.mjs");
const { inRoot } = await import("../scripts/root.mjs");
const { compare, measure } = await import("./measure.mjs");
const { measureFirstPane, firstPaneRatios } = await import("./first-pane.mjs");
const { measurePanes } = await import("./size.mjs");
const { signIn } = await import("./sign-in.mjs");

const jsonAt = process.argv.indexOf("--json");
const jsonFile = jsonAt > 0 ? process.argv[jsonAt + 1] : undefined;
const dataDir = inRoot(".data-bench");

rmSync(dataDir, { recursive: true, force: true });
await installIfNeeded();
const { generateIfNeeded } = await import("../scripts/generate.mjs");
await generateIfNeeded();
const { startStack } = await import("../scripts/stack.mjs");
// Always the embedded database: what is measured must not depend on what lies in yours.
const stack = await startStack({
  dataDir,
  ports: { host: await freePort(), sandbox: await freePort(), database: await freePort() },
  env: { ...process.env, ...freshSecrets(), MINT_LIMIT_PER_MINUTE: "1000000" },
  distDir: ".next-test",
  progress: createProgress(),
});
try {
  const results = await run(stack.urls.host);
  console.log(compare(results, "health: one trivial query"));
  const firstPane = await measureFirstPane(stack.urls.host);
  const ratios = firstPaneRatios(firstPane);
  const size = await measurePanes();
  console.log(tell(firstPane, ratios, size));
  const sizes = [{ name: "size: panes before the first one shows, gzip bytes", bytes: size.first }];
  const all = [...results, ...firstPane, ...ratios, ...sizes];
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** What a browser sees of the first pane, in lines. */
function tell(firstPane, ratios, { first, later }) {
  const parts = Object.entries(later).map(([part, bytes]) => `${part} ${bytes}`);
  return [
    "\n| from the start of the navigation | p50 ms | p95 ms |\n|---|--:|--:|",
    ...firstPane.map((one) => `| ${one.name} | ${one.p50.toFixed(0)} | ${one.p95.toFixed(0)} |`),
    "",
    ...ratios.map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`),
    `panes before the first one shows: ${first} bytes gzip (later: ${parts.join(", ")})`,
  ].join("\n");
}

async function run(host) {
  const owner = await signIn(host, "owner@acme.example");
  const west = await signIn(host, "sales@acme.example");
  const mint = (session, dashboard) => async () => {
    const response = await session.fetch(`/api/tenants/acme/dashboards/${dashboard}/embed`, {
      method: "POST",
    });
    if (!response.ok) throw new Error(`The mint of ${dashboard} answered ${response.status}.`);
    return response.json();
  };
  const get = (session, path) => async () => {
    const response = await session.fetch(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    await response.text();
  };
  // Holistics' tokens are good for many requests: the frame's own figures, asked again and again.
  const figures = async (session) => {
    const { pane } = await mint(session, "holistics-dashboard")();
    const url = new URL(pane.src);
    const headers = { Authorization: `Bearer ${url.searchParams.get("_token")}` };
    return async () => {
      const response = await fetch(`${url.origin}/holistics/api/data`, { headers });
      if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
      await response.text();
    };
  };
  const cases = {
    "health: one trivial query": get(owner, "/api/health"),
    "authority of two panes": get(
      owner,
      "/api/authority?pane=acme/sigma-workbook&pane=acme/scoop-canvas",
    ),
    "mint, HS256 (Sigma)": mint(owner, "sigma-workbook"),
    "mint, dir+A256GCM (Explo)": mint(owner, "explo-overview"),
    "mint, RS256 2048 (Scoop)": mint(owner, "scoop-canvas"),
    "page of a dashboard, HTML": get(owner, "/acme/dashboards/sigma-workbook"),
    "sandbox figures, 120,000 rows": await figures(owner),
    "sandbox figures, one region": await figures(west),
  };
  return measure(cases);
}
