// Decides the headers of every page, and nothing else: authority is the pages' and routes' own business.
import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { listVendorOrigins, noOrigins } from "./lib/connections/vendor-origins";
import { env } from "./lib/env";
import type { Origins } from "./lib/vendors/contract";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { secure } = env();
  const { pathname } = request.nextUrl;
  const elsewhere = rightName(request);
  const nonce = randomBytes(16).toString("base64");
  // Programs and redirects show no pane, and must not wait for what they do not need.
  const bare = elsewhere !== null || /^\/(api|\.well-known)\//.test(pathname);
  const vendors = bare ? noOrigins : await listVendorOrigins();
  const csp = contentSecurityPolicy(nonce, vendors);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set("Content-Security-Policy", csp);

  const response = elsewhere
    ? NextResponse.redirect(elsewhere)
    : NextResponse.next({ request: { headers } });
  const policy = ["self", ...vendors.frame.map((vendor) => JSON.stringify(vendor))].join(" ");
  for (const [name, value] of [
    ["Content-Security-Policy", csp],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    [
      "Permissions-Policy",
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), " +
        `clipboard-read=(), fullscreen=(${policy}), clipboard-write=(${policy}), storage-access=(${policy})`,
    ],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ...(secure ? [["Strict-Transport-Security", "max-age=63072000; includeSubDomains"]] : []),
  ] as [string, string][]) {
    response.headers.set(name, value);
  }
  return response;
}

/**
 * The same page under the name the host goes by, or null. 127.0.0.1 and localhost are one machine but
 * two cookie jars: a session made on one is lost on the other.
 */
function rightName(request: NextRequest): string | null {
  const own = new URL(env().origin);
  const host = request.headers.get("host") ?? "";
  if (request.method !== "GET" || host === own.host) return null;
  if (!loopback.test(host) || !loopback.test(own.host)) return null;
  const { pathname, search } = request.nextUrl;
  return own.origin + pathname + search;
}

/** All pages list all vendors: a soft navigation keeps the policy of the page it started from. */
function contentSecurityPolicy(nonce: string, vendors: Origins): string {
  const { development } = env();
  const list = (...sources: (string | false)[]) => sources.filter(Boolean).join(" ");
  return [
    "default-src 'none'",
    `script-src ${list(`'nonce-${nonce}'`, "'strict-dynamic'", development && "'unsafe-eval'")}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Server-rendered style="" attributes have no nonce to carry.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${list("'self'", ...vendors.connect, development && "ws:")}`,
    `frame-src ${vendors.frame.length > 0 ? vendors.frame.join(" ") : "'none'"}`,
    // The sign-out form of a vendor's session goes to the vendor, in a hidden frame.
    `form-action ${list("'self'", ...vendors.form)}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static/).*)"] };
