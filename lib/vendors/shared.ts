// What several vendors say the same way: names, URLs, frames. Nothing here knows a vendor.
import { z } from "zod";
import type { Pane } from "@/lib/embed/schema";
import { type EmbedScope, NotConfigured, type Origins } from "./contract";

/** The tenant's name at the vendor, or `NotConfigured`. */
export function requireName(scope: EmbedScope, name: string): string {
  const value = scope.names[name];
  if (value) return value;
  throw new NotConfigured(
    `names.${name}`,
    `The mapping of ${scope.tenant.slug} has no "${name}": enter its name at the vendor.`,
  );
}

/**
 * The region as a claim's value; `all` is the vendor's own word for every region. A region that is
 * spelled like that word would widen instead of narrow: `NotConfigured`.
 */
export function regionOr(scope: EmbedScope, all: string): string {
  if (scope.region === null) return all;
  const region = scope.region.trim().toLowerCase();
  if (region !== "" && region !== all.toLowerCase()) return scope.region;
  throw new NotConfigured(
    "region",
    `A region called "${scope.region}" cannot be told from all regions.`,
  );
}

/** First word and the rest: vendors want two names, the host keeps one. */
export function nameParts(name: string): { first: string; last: string } {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(" ") };
}

/** Text that an operator must enter. */
export const word = z.string().min(1);

/** Absolute URL of a vendor, as entered: no trailing slash, query, fragment or user; http on loopback only. */
export const vendorUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    const secure = url.protocol === "https:" || (url.protocol === "http:" && loopback);
    return secure && value === url.origin + url.pathname.replace(/\/+$/, "");
  }, "must be an https URL without a trailing slash, query or fragment")
  .meta({ format: "uri" });

/** Origin of a checked URL. */
export const originOf = (url: string): string => new URL(url).origin;

/** Decoded path segments of an address below a vendor's own; null: it is somewhere else. */
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

/** All that most vendors need in the host's CSP: their frame. */
export const onlyFrame = ({ appUrl }: { appUrl: string }): Origins => ({
  frame: [originOf(appUrl)],
  script: [],
  connect: [],
  form: [],
});

/** One path segment of a URL. Throws `NotConfigured` for an id that is no segment (`""`, `.`, `..`). */
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) {
    throw new NotConfigured("dashboard.ref", `"${id}" is not an id at a vendor.`);
  }
  return encodeURIComponent(id);
}

/** `a=1&b=2`, encoded, without the undefined. Names are written by us and go literally. */
export function query(parameters: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join("&");
}

/**
 * A frame of the vendor's origin. `allow-same-origin` is safe because that origin is never ours, and
 * needed: without it the vendor has origin `null`, no cookies, and our messages never arrive.
 */
export function frame(scope: EmbedScope, src: string, sandbox: string, allow: string): Pane {
  const downloads = scope.capabilities.includes("export") ? ["allow-downloads"] : [];
  const tokens = ["allow-scripts", "allow-same-origin", sandbox, ...downloads].filter(Boolean);
  return { kind: "frame", src, sandbox: tokens.join(" "), allow, title: scope.dashboard.title };
}
