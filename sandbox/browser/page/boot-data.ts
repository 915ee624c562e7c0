import type { Boot } from "../../pages";
import { removeTokenFromUrl } from "./url";

/** Reads the boot data once and removes the token from the document and the address bar. */
export function readBootData(): Boot {
  const element = document.getElementById("boot");
  const boot = JSON.parse(element?.textContent ?? "{}") as Boot;
  element?.replaceChildren();
  const { pathname, search } = window.location;
  const url = removeTokenFromUrl(boot.vendor, pathname, search);
  if (url !== pathname + search) window.history.replaceState(window.history.state, "", url);
  return boot;
}

/** How a vendor's page shows its dashboard. */
export function pageOptions({ dashboardTitle, locale, timeZone }: Boot) {
  const root = document.getElementById("app") ?? document.body;
  return { root, title: dashboardTitle, locale, timeZone };
}
