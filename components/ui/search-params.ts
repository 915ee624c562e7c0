import type { Route } from "next";

/** Search parameters of a page; empty ones are left out of the address. */
export type SearchParams = Readonly<Record<string, string | null | undefined>>;

export function pageHref(path: Route, searchParams: SearchParams): Route {
  const given = Object.entries(searchParams).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  return (given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path) as Route;
}
