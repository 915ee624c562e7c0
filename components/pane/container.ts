import type { Mint } from "@/lib/embed/schema";
import { type MountedView, mountView, setInteractive, windowsOf } from "./mounted-view";

/** A new frame is drawn by another process: the old one stays beneath until its first paint. */
const OVERLAP_MS = 100;

/** The mounted views of one pane: one is shown, one may load behind it, one may be on its way out. */
export class PaneContainer {
  current: MountedView | undefined;
  incoming: MountedView | undefined;
  #outgoing: MountedView | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hadFocus = false;

  /** @param onRemoved called after a view has left the page */
  constructor(
    readonly host: HTMLElement,
    readonly onRemoved: () => void,
  ) {}

  /** What the viewer sees, or will see first. */
  get front(): MountedView | undefined {
    return this.current ?? this.incoming;
  }

  /** The view with the newest token. */
  get latest(): MountedView | undefined {
    return this.incoming ?? this.current;
  }

  get views(): MountedView[] {
    return [this.#outgoing, this.current, this.incoming].filter((view) => view !== undefined);
  }

  /** @param started the frame, if it is already loading in the host */
  add(mintId: number, mint: Mint, src: string, started?: HTMLIFrameElement): MountedView {
    this.incoming = mountView(this.host, mintId, mint, src, started);
    return this.incoming;
  }

  /** Replaces what is shown with what has loaded; focus moves along. */
  show() {
    const { current: before, incoming: after } = this;
    if (!after) return;
    this.current = after;
    this.incoming = undefined;
    const focused = before?.node.contains(document.activeElement);
    setInteractive(after.node, true);
    if (focused) after.node.focus({ preventScroll: true });
    if (!before) return;
    before.lifetime.abort();
    before.node.inert = true;
    this.#removeOutgoing();
    this.#outgoing = before;
    this.#timer = setTimeout(() => this.#removeOutgoing(), OVERLAP_MS);
  }

  discard(mintId: number) {
    const { incoming } = this;
    if (incoming?.mintId !== mintId) return;
    this.incoming = undefined;
    this.#remove(incoming);
  }

  clear() {
    const { current, incoming } = this;
    this.current = undefined;
    this.incoming = undefined;
    this.#remove(incoming);
    this.#remove(current);
    this.#removeOutgoing();
  }

  findBySource(source: MessageEventSource | null): MountedView | undefined {
    if (!source) return undefined;
    return [this.current, this.incoming].find(
      (view) => view && windowsOf(view).includes(source as Window),
    );
  }

  /** A hidden frame loses focus: it, or the one that replaced it, gets it back. */
  setHidden(hidden: boolean) {
    const { style } = this.host;
    if ((style.visibility === "hidden") === hidden) return;
    const { activeElement, body } = document;
    if (hidden) this.#hadFocus = this.host.contains(activeElement);
    style.visibility = hidden ? "hidden" : "";
    if (!hidden && this.#hadFocus && (activeElement === body || !activeElement))
      this.current?.node.focus({ preventScroll: true });
  }

  #removeOutgoing() {
    const outgoing = this.#outgoing;
    clearTimeout(this.#timer);
    this.#outgoing = undefined;
    this.#remove(outgoing);
  }

  #remove(view: MountedView | undefined) {
    if (!view) return;
    view.lifetime.abort();
    view.node.remove();
    this.onRemoved();
  }
}
