import { randomBytes } from "node:crypto";
import type { Message } from "./errors";

/** Data for the page's script, which reads it once and removes it from the document. */
export interface Boot {
  vendor: string;
  kind: string;
  title: string;
  dashboardTitle: string;
  origins: string[];
  theme: "light" | "dark";
  locale: string;
  timeZone: string;
  bearer?: string;
  page?: string;
  element?: string;
  pages?: { id: string; title: string }[];
  elements?: { id: string; title: string }[];
  explore?: unknown;
  variables?: Record<string, string>;
  canvasId?: string;
  load?: string;
}

/** Headers of every document, errors included: only the registered origins may frame it. */
export function documentHeaders(origins: string[], nonce: string): Record<string, string> {
  const ancestors = origins.length > 0 ? origins.join(" ") : "'none'";
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      // ECharts positions its tooltip with style attributes.
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      `frame-ancestors ${ancestors}`,
    ].join("; "),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Origin-Agent-Cluster": "?1",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
  };
}

export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

/** The document of a dashboard; the vendor's script renders everything in it. */
export function embedDocument(boot: Boot, nonce: string): string {
  return `<!doctype html>
<html lang="en" data-vendor="${boot.vendor}" data-theme="${boot.theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(boot.title)}</title>
<link rel="stylesheet" nonce="${nonce}" href="/assets/${boot.vendor}.css">
</head>
<body>
<div id="app"></div>
<script type="application/json" id="boot">${JSON.stringify(boot).replaceAll("<", "\\u003c")}</script>
<script type="module" nonce="${nonce}" src="/assets/${boot.vendor}.js"></script>
</body>
</html>
`;
}

/** A refusal in the vendor's own text, with a reference to find it in the log. */
export function messageDocument(message: Message, reference: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(message.title)}</title>
<style nonce="${nonce}">
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; color: #27303b; background: #f6f7f9; }
  main { max-width: 32rem; padding: 2rem; }
  h1 { font-size: 1.125rem; margin: 0 0 .5rem; }
  p { margin: 0 0 1rem; }
  small { color: #5b6673; }
</style>
</head>
<body>
<main data-testid="vendor-error">
<h1>${escapeHtml(message.title)}</h1>
<p>${escapeHtml(message.detail)}</p>
<small>Reference <code>${escapeHtml(reference)}</code>. This is a sandbox, not the vendor.</small>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
