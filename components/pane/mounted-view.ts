// Puts one mint on the page, unseen until it is shown: a frame, an element or a place for a component.
import type { Mint } from "@/lib/embed/schema";

/** One mint on the page. Ending `life` removes everything that listens for it. */
export type Surface = {
  flight: number;
  mint: Mint;
  readonly node: HTMLElement;
  readonly life: AbortController;
};

/** Whether this answer may be shown on this page at all. */
export function isShowable({ pane }: Mint): boolean {
  if (pane.kind !== "frame") return true;
  if (!URL.canParse(pane.src)) return false;
  const { protocol, origin } = new URL(pane.src);
  // With `allow-same-origin` a frame of our own origin could take off its sandbox and act as us.
  return /^https?:$/.test(protocol) && origin !== location.origin;
}

/** Whether an address is of the vendor that this mint shows. */
export function isFrom(address: string, { pane, renewal }: Mint): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === renewal.origin || (pane.kind === "element" && pane.script.startsWith(origin));
}

/**
 * Adds the mint's node to `host`, unseen. A node that is not drawn at all (`display: none`, clipped or
 * off the screen) gets almost no animation frames, so it lies in place, transparent and inert.
 *
 * @param src the frame's address, for kind `frame`
 * @param begun the frame, where it is loading in `host` already
 */
export function mount(
  host: HTMLElement,
  flight: number,
  mint: Mint,
  src: string,
  begun?: HTMLIFrameElement,
): Surface {
  const { pane } = mint;
  const node = begun ?? document.createElement(pane.kind === "frame" ? "iframe" : "div");
  const life = new AbortController();
  Object.assign(node.style, { position: "absolute", inset: "0", width: "100%", height: "100%" });
  setSeen(node, false);
  if (begun) return { flight, mint, node, life };
  if (node instanceof HTMLIFrameElement && pane.kind === "frame") {
    node.setAttribute("sandbox", pane.sandbox);
    node.allow = pane.allow;
    node.referrerPolicy = "strict-origin-when-cross-origin";
    node.title = pane.title;
    node.style.border = "0";
    // Set once, before the node is in the document: one navigation, one history entry, one token.
    node.src = src;
  } else {
    node.style.overflow = "auto";
  }
  host.append(node);
  return { flight, mint, node, life };
}

/** Makes a node visible and usable, or transparent and out of reach of pointer, keyboard and reader. */
export function setSeen(node: HTMLElement, seen: boolean): void {
  node.style.opacity = seen ? "1" : "0";
  node.style.pointerEvents = seen ? "auto" : "none";
  node.toggleAttribute("inert", !seen);
  if (seen) node.removeAttribute("aria-hidden");
  else node.setAttribute("aria-hidden", "true");
}

/** The windows whose messages are this surface's. */
export function windowsOf({ node }: Surface): (Window | null)[] {
  const frames = node instanceof HTMLIFrameElement ? [node] : [...node.querySelectorAll("iframe")];
  return frames.map((frame) => frame.contentWindow);
}
