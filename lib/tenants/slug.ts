const reserved = new Set([
  ...["login", "logout", "operator", "api", "account", "invite", "health", "welcome", "problems"],
  ...["_next", "favicon.ico", "icon.svg", "robots.txt", "sitemap.xml", "manifest.webmanifest"],
]);

/** Lower-case letters, digits and single hyphens, at most 63 characters. */
export function isSlug(value: unknown): value is string {
  return typeof value === "string" && value.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

/** Whether a new tenant may take this slug: it must not hide a page of ours. */
export function isFreeForTenant(value: string): boolean {
  return isSlug(value) && !reserved.has(value);
}
