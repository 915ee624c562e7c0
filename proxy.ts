import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { listVendorOrigins, noOrigins } from "@/lib/connections/vendor-origins";
import { contentSecurityPolicy, permissionsPolicy } from "@/lib/csp";
import { env } from "@/lib/env";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Sets the security headers of every response. It makes no auth decisions: pages and routes do. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { secure, development } = env();
  const redirectTo = canonicalUrl(request);
  const nonce = randomBytes(16).toString("base64");
  // API routes and redirects show no pane, so they need not wait for the list of vendors.
  const isPage = redirectTo === null && !/^\/(api|\.well-known)\//.test(request.nextUrl.pathname);
  const vendors = isPage ? await listVendorOrigins() : noOrigins;
  const csp = contentSecurityPolicy({ nonce, vendors, development });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next.js takes the nonce of its own scripts from this request header.
  headers.set("Content-Security-Policy", csp);

  const response = redirectTo
    ? NextResponse.redirect(redirectTo)
    : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", csp);
  response.headers.set("Permissions-Policy", permissionsPolicy(vendors.frame));
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("X-Frame-Options", "DENY");
  if (secure) {
    response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

/**
 * The same page on the host name of NEXTAUTH_URL, or null. Cookies set on localhost are not sent to
 * 127.0.0.1: opening the other name would lose the session.
 */
function canonicalUrl(request: NextRequest): string | null {
  const { origin } = env();
  const { host } = new URL(origin);
  const requested = request.headers.get("host") ?? "";
  if (request.method !== "GET" || requested === host) return null;
  if (!loopback.test(requested) || !loopback.test(host)) return null;
  return origin + request.nextUrl.pathname + request.nextUrl.search;
}

export const config = { matcher: ["/((?!_next/static/).*)"] };
