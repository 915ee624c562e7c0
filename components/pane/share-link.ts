// Decides what of a pane's state stands in our own address, and what a shared link may hold.
import { LONGEST_LINK } from "./preserved-state";

/** `?…` for the carried state as `PaneView.carried` gives it; empty where there is none, or too much. */
export function linkQuery(carried: string): string {
  return carried && carried.length < LONGEST_LINK ? `?${carried}` : "";
}

/** The query of a page's address as `Pane` takes it in `carry`; a name given twice counts once. */
export function carryOf(params: Readonly<Record<string, string | string[] | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const [first] = Array.isArray(value) ? value : [value];
    if (first !== undefined) query.set(name, first);
  }
  return query.toString();
}

/** What is said after a link was copied: a link without what the person sees must not pretend. */
export function copiedWords(carried: string): string {
  if (!carried) return "Link copied. It holds no filters.";
  if (!linkQuery(carried)) return "Link copied, without the filters: they are too many for a link.";
  return "Link copied, with what you filtered.";
}
