import type { Route } from "next";

/**
 * The path to go to after signing in, or "/" for anything that could leave this host. Parsed as a
 * browser would: backslashes, tabs, protocol-relative and absolute addresses are refused.
 */
export function safeNext(value: unknown): Route {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2_000) return "/";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters from addresses, so "/\t/evil" is "//evil"
  if (/^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(value)) return "/";
  try {
    const base = "http://own.invalid";
    const url = new URL(value, base);
    if (url.origin !== base || url.pathname.startsWith("//")) return "/";
    // Neither the sign-in page nor an API response is a place to land on.
    if (url.pathname === "/login" || url.pathname.startsWith("/api/")) return "/";
    return (url.pathname + url.search + url.hash) as Route;
  } catch {
    return "/";
  }
}
