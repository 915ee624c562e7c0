// Does in a browser what the scheduler says: timer, requests, messages, surfaces. Knows no React.

import type { Mint, Renewal } from "@/lib/embed/schema";
import type { Moment } from "@/lib/renewal/clock";
import { stepRenewal } from "@/lib/renewal/scheduler";
import {
  beginRenewal,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  viewRenewal,
} from "@/lib/renewal/state";
import { Stage } from "./container";
import { type Early, takeEarly } from "./early-mint";
import { type Heard, meaningOf, readMessage } from "./messages";
import { requestMint } from "./mint";
import { isFrom, isShowable, type Surface, windowsOf } from "./mounted-view";
import {
  askPage,
  denyPage,
  joinPage,
  learnViewer,
  openSession,
  type PageMember,
  pageNow,
} from "./page-watch";
import type { Carried } from "./preserved-state";
import type { PaneComponent, PaneOptions, PaneView } from "./view";

/** After a frame's `load`, for vendors that do not say when they are ready: its page is there, … */
const SETTLE = 600;
/** … and its data most likely too: nobody waits for it but what is shown meanwhile. */
const DRAWN = 2_500;

/** At most one element on a page: its events on `window` do not say which one they come from. */
let elementOwner: PaneController | undefined;

/** One pane in one host node. `close` leaves nothing behind. */
export class PaneController implements PageMember {
  readonly pane: string;
  /** Messages that were not for this pane, or not as they should be. */
  dropped = 0;

  #state: RenewalState;
  #queue: RenewalEvent[] = [];
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flights = new Map<number, AbortController>();
  #answers = new Map<number, Mint>();
  #early: Early | undefined;
  #stage: Stage;
  #element: typeof import("./element") | undefined;
  #sessions: typeof import("./vendor-sessions") | undefined;
  #carrier: typeof import("./preserved-state") | undefined;
  #carried: Carried = {};
  #components: readonly PaneComponent[] = [];
  #height: number | undefined;
  #said = "";
  #blocked = false;
  #veiled = false;
  #focused = false;
  #over = false;
  #unproven = false;
  #session = false;
  #view = "";
  #life = new AbortController();
  #leave: () => void;

  constructor(
    readonly host: HTMLElement,
    readonly options: PaneOptions,
  ) {
    this.pane = options.pane;
    this.#stage = new Stage(host, (surface) => this.#gone(surface));
    const { signal } = this.#life;
    this.#leave = joinPage(this, options.viewer);
    const page = pageNow();
    this.#state = beginRenewal(page.visible, page.online, options.viewer ?? page.viewer);
    addEventListener("message", (event) => this.#onMessage(event), { signal });
    const blocked = (event: SecurityPolicyViolationEvent) => this.#onBlocked(event);
    document.addEventListener("securitypolicyviolation", blocked, { signal });
    const touched = (over = this.#over) => {
      this.#over = over;
      this.hear({ on: "touched", carried: false });
    };
    // `:hover` is not true over a frame of another process; these two are told.
    for (const [type, over] of [
      ["pointerenter", true],
      ["pointerleave", false],
    ] as const)
      host.addEventListener(type, () => touched(over), { signal });
    const blurred = () => document.activeElement === this.#stage.shown?.node && touched();
    addEventListener("blur", blurred, { signal });
    this.hear({ on: "wake" });
  }

  /** The person wants it tried again now. */
  retry() {
    if (this.#unproven) askPage();
    this.hear({ on: "retry" });
  }

  /** The person wants it loaded anew, whatever it shows. */
  reload() {
    this.hear({ on: "reload" });
  }

  /** For the developer panel. `mint` is the latest answer in use: its token must not leave the page. */
  inspect() {
    const { mint } = this.#stage.latest ?? {};
    return { state: this.#state, mint, entries: this.options.trace?.entries ?? [] };
  }

  close() {
    this.hear({ on: "close" });
    this.#life.abort();
    this.#leave();
    this.#stage.clear();
    this.host.replaceChildren();
  }

  session() {
    const mint = this.#stage.latest?.mint;
    if (mint?.renewal.mode !== "session") return undefined;
    return { origin: mint.renewal.origin, tenant: this.options.tenant };
  }

  veil(hidden: boolean) {
    if (this.#veiled === hidden) return;
    this.#veiled = hidden;
    this.#unproven = false;
    this.#publish();
  }

  unproven() {
    this.#unproven = this.#veiled;
    this.#publish();
  }

  /** Steps the scheduler and does what it says; events that arise meanwhile come after. */
  hear(event: RenewalEvent) {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        const [state, effects] = stepRenewal(this.#state, next, moment());
        this.#state = state;
        for (const effect of effects) this.#run(effect);
      }
    } finally {
      this.#busy = false;
    }
    this.#publish();
  }

  #run(effect: RenewalEffect) {
    if (effect.do === "wake") {
      clearTimeout(this.#timer);
      if (effect.after !== undefined)
        this.#timer = setTimeout(() => {
          // What goes on inside a frame is not told: who is in it may be in the middle of something.
          if (this.#isUsed()) this.hear({ on: "touched", carried: false });
          this.hear({ on: "wake" });
        }, effect.after);
      return;
    }
    this.options.trace?.add(effect.do, "flight" in effect ? effect.flight : "");
    if (effect.do === "remove") {
      this.#stage.clear();
      this.#height = undefined;
      return;
    }
    const { flight } = effect;
    switch (effect.do) {
      case "mint":
        void this.#mint(flight);
        return;
      case "abort":
        this.#flights.get(flight)?.abort();
        this.#flights.delete(flight);
        return;
      case "present":
      case "open":
        this.#present(flight);
        return;
      case "give":
        this.#give(flight);
        return;
      case "show":
        this.#blocked = false;
        this.#stage.show();
        return;
      case "discard":
        this.#answers.delete(flight);
        this.#stage.discard(flight);
        return;
    }
  }

  async #mint(flight: number) {
    const early = flight === 1 ? takeEarly(this.pane, this.host) : undefined;
    if (early) this.#early = early;
    try {
      await this.#ask(flight, early);
    } finally {
      // Whatever was begun early and is not in use by now is nobody's.
      const { frame, deaf } = early ?? {};
      if (early) this.#early = undefined;
      deaf?.();
      if (frame && frame !== this.#stage.latest?.node) frame.remove();
    }
  }

  async #ask(flight: number, early: Early | undefined) {
    const { trace, url } = this.options;
    const aborter = new AbortController();
    this.#flights.set(flight, aborter);
    const outcome = await requestMint(url, aborter.signal, early?.answer);
    // Code that a pane of this kind needs could not be loaded: worth another try, as any failure.
    const mint = "mint" in outcome ? await this.#showable(outcome.mint).catch(() => null) : null;
    if (aborter.signal.aborted) return;
    this.#flights.delete(flight);
    if ("denied" in outcome || mint === undefined) {
      const reason = "denied" in outcome ? outcome.denied : "not_configured";
      trace?.add("denied", reason);
      this.hear({ on: "denied", flight, reason });
      if (reason === "signed_out" || reason === "suspended") denyPage(reason);
      return;
    }
    if (!mint) {
      trace?.add("failed", flight);
      const retryAfter = "retryAfter" in outcome ? outcome.retryAfter : undefined;
      this.hear({ on: "failed", flight, retryAfter });
      return;
    }
    const viewer = "mint" in outcome ? outcome.viewer : undefined;
    learnViewer(viewer);
    this.#answers.set(flight, mint);
    trace?.add("minted", flight);
    const { mode, seconds } = mint.renewal;
    const sent = early && { mono: early.mono, wall: early.wall, chance: 0 };
    const inPlace = this.#fits(mint);
    const { expiresIn } = mint;
    this.hear({ on: "minted", flight, expiresIn, seconds, mode, inPlace, viewer, sent });
  }

  /** The mint as this page can show it, or nothing; brings the code that its kind needs. */
  async #showable(mint: Mint): Promise<Mint | undefined> {
    const { pane } = mint;
    const speech = pane.kind === "component" && (await this.options.componentSpeech(pane.name));
    if (speech === undefined || !isShowable(mint)) return undefined;
    const renewal = { ...mint.renewal, ...speech };
    if (pane.kind === "element") {
      this.#element ??= await import("./element");
      if (elementOwner && elementOwner !== this) return undefined;
    }
    if (renewal.mode === "session") this.#sessions ??= await import("./vendor-sessions");
    if (renewal.carries) this.#carrier ??= await import("./preserved-state");
    return { ...mint, renewal };
  }

  /** Whether what is on screen can take this mint's token. */
  #fits({ pane, renewal }: Mint): boolean {
    const current = this.#stage.front?.mint;
    if (renewal.mode !== "message" || current?.renewal.origin !== renewal.origin) return false;
    if (pane.kind === "component")
      return current.pane.kind === "component" && current.pane.name === pane.name;
    return current.pane.kind === pane.kind && renewal.answers !== undefined;
  }

  #present(flight: number) {
    const mint = this.#answers.get(flight);
    if (!mint) return;
    this.#answers.delete(flight);
    const { pane, renewal } = mint;
    const { tenant, carry: linked } = this.options;
    this.#said = "";
    this.#session = renewal.mode === "session";
    if (this.#session) {
      // Before the vendor's cookie changes: from then on an older pane would show the other's data.
      openSession({ origin: renewal.origin, tenant }, this);
      if (renewal.ends) this.#sessions?.rememberSession(renewal.ends.url);
    }
    if (linked && !this.#stage.shown && !this.#query(renewal))
      this.#carried = this.#carrier?.parseCarried(linked, renewal) ?? {};
    let src = pane.kind === "frame" ? pane.src : "";
    if (src) src = this.#carrier?.withQuery(src, this.#query(renewal)) ?? src;
    const early = flight === 1 ? this.#early : undefined;
    const surface = this.#stage.add(flight, mint, src, early?.frame);
    const { signal } = surface.life;
    const settled = () => {
      if (renewal.ready?.length || signal.aborted) return;
      const ready = { on: "ready", flight: surface.flight } as const;
      const timers = [
        setTimeout(() => this.hear({ ...ready, outline: true }), SETTLE),
        setTimeout(() => this.hear(ready), DRAWN),
      ];
      signal.addEventListener("abort", () => timers.forEach(clearTimeout), { once: true });
    };
    if (pane.kind === "frame") {
      if (early?.loaded) settled();
      else surface.node.addEventListener("load", settled, { once: true, signal });
      for (const event of early?.heard ?? []) {
        if (event instanceof MessageEvent) this.#onMessage(event);
        else this.#onBlocked(event);
      }
    } else if (pane.kind === "element") {
      elementOwner = this;
      this.#element?.hearElement(surface, (heard) => this.#act(surface, heard));
      this.#element
        ?.fillElement(surface, this.#carried)
        .then(settled, () => this.hear({ on: "broken", flight: surface.flight }));
    } else {
      const { name, props } = pane;
      this.#components = [...this.#components, { key: flight, node: surface.node, name, props }];
      settled();
    }
  }

  #give(flight: number) {
    const mint = this.#answers.get(flight);
    const surface = this.#stage.front;
    if (!mint || !surface) return;
    this.#answers.delete(flight);
    Object.assign(surface, { flight, mint });
    const { pane, renewal } = mint;
    if (pane.kind === "component")
      this.#components = this.#components.map((one) =>
        one.node === surface.node ? { ...one, props: pane.props } : one,
      );
    else if (pane.kind === "element") this.#element?.giveElement(renewal);
    else
      for (const target of windowsOf(surface)) target?.postMessage(renewal.answers, renewal.origin);
  }

  #gone(surface: Surface) {
    this.#components = this.#components.filter(({ node }) => node !== surface.node);
    const { shown, staged } = this.#stage;
    const others = [shown, staged].filter((other) => other && other !== surface);
    if (elementOwner === this && !others.some((other) => other?.mint.pane.kind === "element"))
      elementOwner = undefined;
    if (!this.#busy) this.#publish();
  }

  #onMessage({ source, origin, data }: MessageEvent) {
    const surface = this.#stage.find(source);
    const renewal = surface?.mint.renewal;
    this.#act(surface, renewal?.origin === origin ? readMessage(data, renewal) : undefined);
  }

  // The one refusal of a frame that a page is told of: its own.
  #onBlocked({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) {
    const { staged } = this.#stage;
    // What a vendor's element does without, as a font, it does without.
    if (!/^(frame|script|connect)-src/.test(effectiveDirective) || disposition !== "enforce")
      return;
    if (!staged || !isFrom(blockedURI, staged.mint)) return;
    this.#blocked = true;
    this.hear({ on: "broken", flight: staged.flight });
  }

  #act(surface: Surface | undefined, heard: Heard | undefined) {
    if (!surface || !heard) {
      this.dropped += 1;
      return;
    }
    const { flight, mint } = surface;
    const { ready, outline, asks, said, height } = meaningOf(heard, mint.renewal);
    this.options.trace?.add("heard", heard.name);
    if (surface === this.#stage.front) {
      if (height) this.#height = height;
      this.#carry(heard, mint);
      if (asks) this.hear({ on: "asked" });
    }
    if (ready) this.hear({ on: "ready", flight, outline });
    if (said !== undefined) {
      this.#said = said;
      this.options.trace?.add("broken", said);
      this.hear({ on: "broken", flight });
    }
    this.#publish();
  }

  /** A hidden frame loses the focus: it, or the one that came in its place, gets it back. */
  #hide(yes: boolean) {
    const { style } = this.host;
    if ((style.visibility === "hidden") === yes) return;
    const { activeElement, body } = document;
    if (yes) this.#focused = this.host.contains(activeElement);
    style.visibility = yes ? "hidden" : "";
    if (!yes && this.#focused && (activeElement === body || !activeElement))
      this.#stage.shown?.node.focus({ preventScroll: true });
  }

  #isUsed(): boolean {
    const { shown } = this.#stage;
    return shown !== undefined && (this.#over || document.activeElement === shown.node);
  }

  #carry(heard: Heard, { renewal }: Mint) {
    const before = this.#query(renewal);
    this.#carried = this.#carrier?.carry(this.#carried, heard, renewal) ?? {};
    if (this.#query(renewal) !== before) this.hear({ on: "touched", carried: true });
  }

  /** The state the person has reached, as the next frame's query. */
  #query(renewal: Renewal): string {
    return this.#carrier?.carriedQuery(this.#carried, renewal) ?? "";
  }

  #publish() {
    const renewal = this.#stage.front?.mint.renewal;
    const view: PaneView = {
      ...viewRenewal(this.#state, moment()),
      session: this.#session,
      said: this.#said || undefined,
      blocked: this.#blocked,
      veiled: this.#veiled,
      unproven: this.#unproven,
      height: this.#height,
      carried: renewal ? this.#query(renewal) : "",
      components: this.#components,
    };
    this.#hide(view.veiled || view.waking);
    const { components, ...plain } = view;
    const text = JSON.stringify([plain, components.map(({ key, props }) => [key, props])]);
    if (text === this.#view) return;
    this.#view = text;
    this.options.onView(view);
  }
}

function moment(): Moment {
  return { mono: performance.now(), wall: Date.now(), chance: Math.random() };
}
