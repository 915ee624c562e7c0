// Decides what the server told the page, and takes the token out of the document and the address.

import { addressWithoutToken } from "./address";

export type Boot = {
  door: string;
  kind: string;
  title: string;
  dashboardTitle: string;
  bearer: string | null;
  /** The host origins this door may be framed by and may speak to. */
  origins: string[];
  theme: "light" | "dark";
  locale: string;
  timeZone: string;
  page: string | null;
  element: string | null;
  explore: unknown;
  variables: unknown;
  canvasId: string | null;
  /** The pages and elements of a workbook. */
  pages: Named[];
  elements: Named[];
  /** Names this load of the page, where the vendor's session is bound to it. */
  load: string | null;
};

export type Named = { id: string; title: string };

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function namedOnes(value: unknown): Named[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter((entry): entry is Named => {
    const given = (typeof entry === "object" && entry !== null ? entry : {}) as Partial<Named>;
    return typeof given.id === "string" && typeof given.title === "string";
  });
}

/** A boot out of parsed JSON; what is missing gets a default, so that a page always draws. */
export function parseBoot(value: unknown): Boot {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const strings = Array.isArray(given.origins) ? given.origins : [];
  const title = textOr(given.title, "Dashboard");
  return {
    door: textOr(given.door, ""),
    kind: textOr(given.kind, "dashboard"),
    title,
    dashboardTitle: textOr(given.dashboardTitle, title),
    bearer: textOr(given.bearer, null),
    origins: strings.filter((origin): origin is string => typeof origin === "string"),
    theme: given.theme === "dark" ? "dark" : "light",
    locale: textOr(given.locale, ""),
    timeZone: textOr(given.timeZone, ""),
    page: textOr(given.page, null),
    element: textOr(given.element, null),
    explore: given.explore,
    variables: given.variables,
    canvasId: textOr(given.canvasId, null),
    pages: namedOnes(given.pages),
    elements: namedOnes(given.elements),
    load: textOr(given.load, null),
  };
}

/** Reads the boot once: afterwards neither the document nor the address holds the token. */
export function takeBoot(): Boot {
  const element = document.getElementById("boot");
  let value: unknown = null;
  try {
    value = JSON.parse(element?.textContent ?? "null");
  } catch {
    value = null;
  }
  element?.replaceChildren();
  const boot = parseBoot(value);
  const { pathname, search } = window.location;
  const clean = addressWithoutToken(boot.door, pathname, search);
  if (clean !== pathname + search) window.history.replaceState(window.history.state, "", clean);
  // Figures follow the locale, the words on the page are English.
  document.documentElement.lang = "en";
  document.documentElement.dataset.theme = boot.theme;
  document.documentElement.classList.add("vendor", boot.door);
  return boot;
}
