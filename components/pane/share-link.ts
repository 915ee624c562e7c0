import { MAX_LINK_LENGTH } from "./preserved-state";

/** `?…` for `PaneView.stateQuery`; "" if there is no state, or too much for a link. */
export function linkQuery(stateQuery: string): string {
  return stateQuery && stateQuery.length < MAX_LINK_LENGTH ? `?${stateQuery}` : "";
}

/** A page's search parameters as `Pane` takes them in `initialQuery`; of repeated names, the first counts. */
export function parseLinkQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const [first] = Array.isArray(value) ? value : [value];
    if (first !== undefined) query.set(name, first);
  }
  return query.toString();
}

export function copiedMessage(stateQuery: string): string {
  if (!stateQuery) return "Link copied, without filters";
  if (!linkQuery(stateQuery)) return "Link copied without your filters: they don't fit in a link";
  return "Link copied, with your filters";
}
