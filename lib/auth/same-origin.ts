// Decides whether a request comes from a page of ours: Fetch Metadata where there is any, else the Origin.
import { env } from "@/lib/env";
import { Problem } from "@/lib/errors";

/**
 * Lets pass what our own pages sent. A browser sets Sec-Fetch-Site itself, no page can forge it; where it
 * is absent (old browsers, http on another name) the exact Origin decides. Neither: refused.
 *
 * @throws Problem `not_allowed`
 */
export function requireOwnPage(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const own = site !== null ? site === "same-origin" : headers.get("origin") === env().origin;
  if (!own) {
    throw new Problem("not_allowed", "Only pages of this application may ask for this.");
  }
}
