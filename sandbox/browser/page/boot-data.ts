import type { Boot } from "../../pages";
import { removeTokenFromUrl } from "./url";

/** Reads the boot data once and removes the token from the document and the address bar. */
export function readBootData(): Boot {
  const element = document.getElementById("boot");
  const boot = JSON.parse(element?.textContent ?? "{}") as Boot;
  element?.replaceChildren();
  const { pathname, search } = window.location;
  const url = removeTokenFromUrl(boot.door, pathname, search);
  if (url !== pathname + search) window.history.replaceState(window.history.state, "", url);
  return boot;
}
