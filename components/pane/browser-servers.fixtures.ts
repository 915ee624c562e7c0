import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Mint } from "@/lib/embed/schema";
import { earlyMintScript } from "./early-mint";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How the mint route answers the n-th mint of a dashboard. */
export type MintHandler = (n: number) => Mint | { status: number; body?: unknown } | "hang";

export type Servers = Awaited<ReturnType<typeof startServers>>;

const vendorPage = `<!doctype html><title>vendor</title><body style="background:#9c9"><input id="field">
<script>
const q = new URLSearchParams(location.search);
window.received = [];
addEventListener("message", (e) => { if (e.source === parent) received.push({ data: e.data, origin: e.origin }); });
window.send = (data) => parent.postMessage(data, "*");
if (q.has("ready")) setTimeout(() => send({ type: "ready" }), Number(q.get("ready")));
if (location.pathname.startsWith("/canvas")) send({ type: "scoop:ready" });
</script>`;

/** The layout classes that panes use. */
const style = `.relative{position:relative}.absolute{position:absolute}.inset-0{inset:0}.grow{flex-grow:1}`;

const vendorElement = `customElements.define("vendor-board", class extends HTMLElement {
  connectedCallback() {
    this.textContent = this.getAttribute("dash-jwt");
    addEventListener("give", (e) => { this.textContent = e.detail.jwt; });
    setTimeout(() => dispatchEvent(new CustomEvent("boardLoaded", { detail: {} })), 20);
  }
});`;

/** A host and a vendor on free ports; `localhost` and `127.0.0.1` are two sites. */
export async function startServers() {
  const bundle = await build({
    entryPoints: [here("browser.fixtures.tsx")],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    alias: { "@": here("../..") },
    define: { "process.env.NODE_ENV": '"development"' },
  });
  const script = bundle.outputFiles[0]?.text ?? "";

  const server = {
    mintHandlers: new Map<string, MintHandler>(),
    /** Mints by dashboard; vendor loads and posts by path. */
    mints: new Map<string, number>(),
    loads: [] as string[],
    posts: [] as string[],
    polls: 0,
    authority: (() => ({})) as () => {
      status?: number;
      body?: unknown;
      headers?: Record<string, string>;
      viewer?: string;
      denied?: string;
    },
    viewer: "ann",
    reset() {
      server.mintHandlers.clear();
      server.mints.clear();
      server.loads.length = 0;
      server.posts.length = 0;
      server.polls = 0;
      server.viewer = "ann";
      server.authority = () => ({});
    },
  };

  const host = await listen((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/app.js") return send(response, 200, "text/javascript", script);
    if (url.pathname === "/api/authority") {
      server.polls += 1;
      const { status = 200, viewer = server.viewer, body, headers, denied } = server.authority();
      const panes = url.searchParams.getAll("pane").map((pane) => [pane, denied ?? "allowed"]);
      const answer = body ?? { viewer, panes: Object.fromEntries(panes) };
      return json(response, status, answer, headers);
    }
    const dashboard = /^\/api\/tenants\/acme\/dashboards\/([\w-]+)\/embed$/.exec(url.pathname)?.[1];
    if (dashboard && request.method === "POST") {
      const n = (server.mints.get(dashboard) ?? 0) + 1;
      server.mints.set(dashboard, n);
      const answer = server.mintHandlers.get(dashboard)?.(n) ?? { status: 404 };
      if (answer === "hang") return;
      if ("status" in answer) return json(response, answer.status, answer.body ?? {});
      return json(response, 200, answer, { "Mullion-Viewer": server.viewer });
    }
    const early = url.searchParams.get("early");
    const first = early ? `<script>${earlyMintScript("acme", early)}</script>` : "";
    const page = `<!doctype html><title>host</title><link rel=icon href="data:,"><style>${style}</style><body><div id="root"></div>${first}
      <script type="module" src="/app.js"></script>`;
    send(response, 200, "text/html", page);
  });
  const vendor = await listen((request, response) => {
    const url = request.url ?? "/";
    if (url === "/element.js") return send(response, 200, "text/javascript", vendorElement);
    if (request.method === "POST") server.posts.push(url);
    else server.loads.push(url);
    if (url === "/silent") return;
    send(response, 200, "text/html", vendorPage);
  });

  return {
    server,
    host: `http://localhost:${portOf(host)}`,
    vendor: `http://127.0.0.1:${portOf(vendor)}`,
    async stop() {
      for (const server of [host, vendor]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  return new Promise<Server>((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function send(response: ServerResponse, status: number, type: string, body: string) {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-cache" }).end(body);
}

/** A string is sent as HTML. */
function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  if (typeof body === "string") return send(response, status, "text/html", body);
  const type = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}
