import type { Mint } from "@/lib/embed/schema";

/** One mint on the page. `mintId` and `mint` change when it takes a new token in place. */
export type MountedView = {
  mintId: number;
  mint: Mint;
  /** Its first `mintId`: stable over renewals. */
  readonly key: number;
  readonly node: HTMLElement;
  /** Aborting it removes everything that listens for this view. */
  readonly lifetime: AbortController;
};

/** Whether this page may mount it at all. */
export function isMountable({ pane }: Mint): boolean {
  if (pane.kind !== "frame") return true;
  if (!URL.canParse(pane.src)) return false;
  const { protocol, origin } = new URL(pane.src);
  // With `allow-same-origin`, a frame of our own origin could remove its sandbox and act as us.
  return /^https?:$/.test(protocol) && origin !== location.origin;
}

/** Whether an address belongs to this mint's vendor. */
export function isVendorAddress(address: string, { pane, renewal }: Mint): boolean {
  if (!URL.canParse(address)) return false;
  const { origin } = new URL(address);
  return origin === renewal.origin || (pane.kind === "element" && pane.script.startsWith(origin));
}

/** Whether a view of `current` can take the token of `next`. */
export function acceptsToken(current: Mint | undefined, { pane, renewal }: Mint): boolean {
  if (renewal.mode !== "message" || current?.renewal.origin !== renewal.origin) return false;
  if (pane.kind === "component")
    return current.pane.kind === "component" && current.pane.name === pane.name;
  return current.pane.kind === pane.kind && renewal.answers !== undefined;
}

/**
 * Appends the mint's node to `host`, transparent and inert. A node that is clipped, off screen or
 * `display: none` gets almost no animation frames, so it would not draw.
 *
 * @param src the frame's address
 * @param started the frame, if it is already loading in `host`
 */
export function mountView(
  host: HTMLElement,
  mintId: number,
  mint: Mint,
  src: string,
  started?: HTMLIFrameElement,
): MountedView {
  const { pane } = mint;
  const node = started ?? document.createElement(pane.kind === "frame" ? "iframe" : "div");
  Object.assign(node.style, { position: "absolute", inset: "0", width: "100%", height: "100%" });
  setInteractive(node, false);
  if (!started) {
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
  }
  return { mintId, mint, key: mintId, node, lifetime: new AbortController() };
}

/** Inert: out of reach of pointer, keyboard and screen reader. */
export function setInteractive(node: HTMLElement, interactive: boolean): void {
  node.style.opacity = interactive ? "1" : "0";
  node.inert = !interactive;
}

/** The windows whose messages are from this view. */
export function windowsOf({ node }: MountedView): (Window | null)[] {
  const frames = node instanceof HTMLIFrameElement ? [node] : [...node.querySelectorAll("iframe")];
  return frames.map((frame) => frame.contentWindow);
}

/** Vendors without a ready event: assume the shell after 600 ms and the data after 2.5 s. */
const ASSUME_SHELL_MS = 600;
const ASSUME_DATA_MS = 2_500;

export function assumeReady(
  { lifetime: { signal } }: MountedView,
  onReady: (shellOnly: boolean) => void,
) {
  if (signal.aborted) return;
  const timers = [
    setTimeout(onReady, ASSUME_SHELL_MS, true),
    setTimeout(onReady, ASSUME_DATA_MS, false),
  ];
  signal.addEventListener("abort", () => timers.forEach(clearTimeout), { once: true });
}
