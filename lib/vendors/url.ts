import type { Pane } from "@/lib/embed/schema";
import { type EmbedScope, NotConfigured, type Origins } from "./contract";

export const originOf = (url: string): string => new URL(url).origin;

/** For vendors that need nothing in the host's CSP but their frame. */
export const frameOrigins = ({ appUrl }: { appUrl: string }): Origins => ({
  frame: [originOf(appUrl)],
  script: [],
  connect: [],
  form: [],
});

/** Decoded path segments below `base`. Null: the address is elsewhere. */
export function pathBelow(url: URL, base: string): string[] | null {
  const { origin, pathname } = new URL(base);
  const root = pathname.replace(/\/+$/, "");
  if (url.origin !== origin || !url.pathname.startsWith(`${root}/`)) return null;
  try {
    const parts = url.pathname.slice(root.length + 1).split("/");
    return parts.filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** One encoded path segment. @throws NotConfigured for `""`, `.` and `..`, which are none */
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) {
    throw new NotConfigured("dashboard.ref", `"${id}" is not an id at a vendor.`);
  }
  return encodeURIComponent(id);
}

/** `a=1&b=2` without the undefined. Values are encoded; names are ours and stay literal. */
export function query(parameters: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join("&");
}

/**
 * A frame of the vendor's origin. `allow-same-origin` is safe because that origin is never ours. Without
 * it the vendor's origin is `null`: no cookies, and our messages never arrive.
 */
export function frame(scope: EmbedScope, src: string, sandbox: string, allow: string): Pane {
  const downloads = scope.capabilities.includes("export") ? ["allow-downloads"] : [];
  const tokens = ["allow-scripts", "allow-same-origin", sandbox, ...downloads].filter(Boolean);
  return { kind: "frame", src, sandbox: tokens.join(" "), allow, title: scope.dashboard.title };
}
