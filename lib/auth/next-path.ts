import type { Route } from "next";

/**
 * The path to go to, or "/" for anything that could leave this host.
 * Parsed as a browser would: backslashes, tabs, protocol-relative and absolute addresses fall out.
 */
export function safeNext(value: unknown): Route {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2_000) return "/";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters from addresses, so "/\t/evil" is "//evil"
  if (/^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(value)) return "/";
  try {
    const base = "http://own.invalid";
    const url = new URL(value, base);
    if (url.origin !== base || url.pathname.startsWith("//")) return "/";
    // Signing in to land on the sign-in page, or on an API answer, is nobody's wish.
    if (url.pathname === "/login" || url.pathname.startsWith("/api/")) return "/";
    return (url.pathname + url.search + url.hash) as Route;
  } catch {
    return "/";
  }
}
