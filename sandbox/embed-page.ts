import { Refusal } from "./errors";
import { allowedOrigins } from "./origins";
import { type Boot, documentHeaders, embedDocument, newNonce } from "./pages";
import type { AppContext, VendorInstance } from "./sandbox";

const maxUrlLength = 4096;

/** What a page shows; `origins` may frame it, by default the vendor's allowed ones. */
export type Page = Omit<Boot, "door" | "title" | "origins"> & { origins?: string[] };

interface PageRequest {
  origins: string[];
  query: URLSearchParams;
}

/**
 * The handler of an embed page.
 * @param load verifies the request, or redirects; throws Refusal
 */
export function embedPage(load: (c: AppContext, request: PageRequest) => Promise<Page | Response>) {
  return async (c: AppContext): Promise<Response> => {
    const { sandbox, vendor } = c.var;
    c.set("frameAncestors", []);
    const allowed = await findAllowedOrigins(vendor);
    c.set("frameAncestors", allowed);
    requireFrameNavigation(c);
    const page = await load(c, { origins: allowed, query: new URL(c.req.url).searchParams });
    if (page instanceof Response) return page;
    const { name, definition } = vendor;
    const boot = { door: name, title: `${definition.label} sandbox`, origins: allowed, ...page };
    const nonce = newNonce();
    const hasStyles = sandbox.assets.find(`${name}.css`) !== undefined;
    const headers = documentHeaders(boot.origins, nonce);
    return c.body(embedDocument(boot, nonce, hasStyles), 200, headers);
  };
}

/** What the fault "refuse-origin" puts in place of a vendor's origins. */
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

/** The parameters that are not the vendor's own: values for the dashboard's filters. */
export function readVariables(query: URLSearchParams, isReserved: (name: string) => boolean) {
  const variables = [...query].filter(
    ([name, value]) =>
      !isReserved(name) && /^[A-Za-z0-9_-]{1,64}$/.test(name) && value.length <= 256,
  );
  return Object.fromEntries(variables.slice(0, 30));
}
