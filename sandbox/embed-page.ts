import { type Display, parseDisplay } from "./display";
import { Refusal } from "./errors";
import { allowedOrigins } from "./origins";
import { type Boot, documentHeaders, embedDocument, newNonce } from "./pages";
import type { AppContext, VendorInstance } from "./sandbox";

const maxUrlLength = 4096;

interface PageRequest {
  /** The vendor's allowed origins. */
  origins: string[];
  query: URLSearchParams;
  display: Display;
}

/** What a page shows, and what differs from its request. */
type Page = Pick<Boot, "kind" | "dashboardTitle"> & Partial<Boot>;

/**
 * The handler of an embed page.
 * @param load verifies the request, or redirects; throws Refusal
 */
export function embedPage(load: (c: AppContext, request: PageRequest) => Promise<Page | Response>) {
  return async (c: AppContext): Promise<Response> => {
    const { vendor } = c.var;
    c.set("frameAncestors", []);
    const allowed = await findAllowedOrigins(vendor);
    c.set("frameAncestors", allowed);
    requireFrameNavigation(c);
    const query = new URL(c.req.url).searchParams;
    const { name, label, parameters } = vendor.definition;
    const display = parseDisplay({
      theme: single(query, parameters.theme),
      locale: single(query, parameters.locale),
      timeZone: single(query, parameters.timeZone ?? ""),
    });
    const page = await load(c, { origins: allowed, query, display });
    if (page instanceof Response) return page;
    const boot = {
      vendor: name,
      title: `${label} sandbox`,
      origins: allowed,
      variables: readVariables(query, parameters.reserved),
      ...display,
      ...page,
    };
    const nonce = newNonce();
    const headers = documentHeaders(boot.origins, nonce);
    return c.body(embedDocument(boot, nonce), 200, headers);
  };
}

/** What the fault "refuse-origin" allows instead of a vendor's origins. */
export const noOrigins = ["https://nobody.invalid"];

export async function findAllowedOrigins({ control, registry }: VendorInstance) {
  if (control.takeFault("refuse-origin")) return noOrigins;
  return (await registry.find(allowedOrigins))?.origins ?? [];
}

/**
 * A token is for one navigation of a frame, not for a HEAD request, a prefetch or a tab. Called
 * before the token is read, so that none is used up.
 * @throws Refusal
 */
function requireFrameNavigation(c: AppContext): void {
  const destination = c.req.header("Sec-Fetch-Dest");
  const purpose = c.req.header("Sec-Purpose") ?? c.req.header("Purpose");
  if (c.req.method !== "GET" || (destination && destination !== "iframe") || purpose) {
    throw new Refusal("embedding", {
      status: 403,
      title: "This page must be embedded",
      detail: "It only opens in a frame of the application it was made for.",
    });
  }
  const { pathname, search } = new URL(c.req.url);
  if (pathname.length + search.length > maxUrlLength) throw new Refusal("too_large");
}

/** A parameter that is given exactly once. */
export function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/** Values for the dashboard's filters. */
function readVariables(query: URLSearchParams, reserved: RegExp): Record<string, string> {
  const variables = [...query].filter(
    ([name, value]) =>
      !reserved.test(name) && /^[A-Za-z0-9_-]{1,64}$/.test(name) && value.length <= 256,
  );
  return Object.fromEntries(variables.slice(0, 30));
}
