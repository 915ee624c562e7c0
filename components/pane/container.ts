// Decides which of a pane's surfaces is seen: one is shown, one waits behind it, one is on its way out.
import type { Mint } from "@/lib/embed/schema";
import { mount, type Surface, setSeen, windowsOf } from "./mounted-view";

/** The new frame comes from another process: the old one stays beneath it for its first picture. */
const FAREWELL = 100;

/** The surfaces in one host node. */
export class Stage {
  shown: Surface | undefined;
  staged: Surface | undefined;
  #leaving: Surface | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param gone hears of every surface that has left the page */
  constructor(
    readonly host: HTMLElement,
    readonly gone: (surface: Surface) => void,
  ) {}

  /** What the person sees, or else will see. */
  get front(): Surface | undefined {
    return this.shown ?? this.staged;
  }

  /** The surface with the newest token. */
  get latest(): Surface | undefined {
    return this.staged ?? this.shown;
  }

  /** Loads a mint behind what is shown, or goes on with the frame that is loading it. */
  add(flight: number, mint: Mint, src: string, begun?: HTMLIFrameElement): Surface {
    this.staged = mount(this.host, flight, mint, src, begun);
    return this.staged;
  }

  /** Puts what waits in the place of what is shown, focus included. */
  show() {
    const [before, after] = [this.shown, this.staged];
    if (!after) return;
    this.shown = after;
    this.staged = undefined;
    const focused = before?.node.contains(document.activeElement);
    setSeen(after.node, true);
    if (focused) after.node.focus({ preventScroll: true });
    if (!before) return;
    before.life.abort();
    before.node.style.pointerEvents = "none";
    before.node.toggleAttribute("inert", true);
    this.#drop(this.#leaving);
    this.#leaving = before;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#leaving = this.#drop(before);
    }, FAREWELL);
  }

  /** Forgets what waits, if it is this one. */
  discard(flight: number) {
    if (this.staged?.flight === flight) this.staged = this.#drop(this.staged);
  }

  clear() {
    clearTimeout(this.#timer);
    this.staged = this.#drop(this.staged);
    this.shown = this.#drop(this.shown);
    this.#leaving = this.#drop(this.#leaving);
  }

  /** The surface that a message's source belongs to. */
  find(source: MessageEventSource | null): Surface | undefined {
    if (!source) return undefined;
    return [this.shown, this.staged].find(
      (each) => each && windowsOf(each).includes(source as Window),
    );
  }

  #drop(surface: Surface | undefined): undefined {
    if (!surface) return;
    surface.life.abort();
    surface.node.remove();
    this.gone(surface);
  }
}
