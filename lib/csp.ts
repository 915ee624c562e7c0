import type { Origins } from "@/lib/vendors/contract";

type Options = {
  nonce: string;
  /** Origins of every vendor: a soft navigation keeps the policy of the page it started from. */
  vendors: Origins;
  development: boolean;
};

/** The Content-Security-Policy of a page. */
export function contentSecurityPolicy({ nonce, vendors, development }: Options): string {
  const sources = (...list: (string | false)[]) => list.filter(Boolean).join(" ");
  return [
    "default-src 'none'",
    `script-src ${sources(`'nonce-${nonce}'`, "'strict-dynamic'", development && "'unsafe-eval'")}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Server-rendered style="" attributes cannot carry a nonce.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${sources("'self'", ...vendors.connect, development && "ws:")}`,
    `frame-src ${vendors.frame.length > 0 ? vendors.frame.join(" ") : "'none'"}`,
    // Signing out of a vendor session posts a form to the vendor from a hidden frame.
    `form-action ${sources("'self'", ...vendors.form)}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The Permissions-Policy of a page: what our own pages and the vendors' frames may use. */
export function permissionsPolicy(frameOrigins: readonly string[]): string {
  const allowed = `(${["self", ...frameOrigins.map((origin) => JSON.stringify(origin))].join(" ")})`;
  const denied = ["camera", "microphone", "geolocation", "payment", "usb", "display-capture"];
  return [
    ...[...denied, "clipboard-read"].map((feature) => `${feature}=()`),
    ...["fullscreen", "clipboard-write", "storage-access"].map((name) => `${name}=${allowed}`),
  ].join(", ");
}
