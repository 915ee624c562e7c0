import { env } from "@/lib/env";
import { Problem } from "@/lib/errors";

/**
 * Requires a request from our own pages. No page can forge Sec-Fetch-Site; where it is absent (old
 * browsers, http on another name) the Origin must match exactly.
 *
 * @throws Problem `not_allowed`
 */
export function requireOwnPage(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const own = site !== null ? site === "same-origin" : headers.get("origin") === env().origin;
  if (!own) {
    throw new Problem("not_allowed", "Only pages of this application can send this request.");
  }
}
