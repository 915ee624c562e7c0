import type { Mint, Renewal } from "@/lib/embed/schema";
import { isAboutViewer } from "@/lib/renewal/revocation";
import { transition } from "@/lib/renewal/scheduler";
import {
  initialState,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  renewalView,
} from "@/lib/renewal/state";
import type { Moment } from "@/lib/renewal/timing";
import { watchActivity } from "./activity";
import {
  joinPage,
  learnViewer,
  type PagePane,
  pageState,
  pollAuthority,
  revokePage,
} from "./authority-poll";
import { PaneContainer } from "./container";
import { type EarlyMint, takeEarlyMint } from "./early-mint";
import { interpretMessage, readMessage, type VendorMessage } from "./messages";
import { requestMint } from "./mint";
import {
  acceptsToken,
  assumeReady,
  isMountable,
  isVendorAddress,
  type MountedView,
  windowsOf,
} from "./mounted-view";
import type { PaneOptions, PaneView } from "./pane-view";
import type { PreservedState } from "./preserved-state";

/** Runs the scheduler's effects for one pane in one host node. `close` leaves nothing behind. */
export class PaneController implements PagePane {
  readonly id: string;
  /** Messages that weren't from this pane's vendor or weren't valid. */
  dropped = 0;

  #state: RenewalState;
  #queue: RenewalEvent[] = [];
  #dispatching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #requests = new Map<number, AbortController>();
  #mints = new Map<number, Mint>();
  #early: EarlyMint | undefined;
  #container: PaneContainer;
  #lifetime = new AbortController();
  #leavePage: () => void;
  #isInUse: () => boolean;
  // Code that only some vendors need.
  #elements: typeof import("./mount-element") | undefined;
  #sessions: typeof import("./vendor-sessions") | undefined;
  #preservation: typeof import("./preserved-state") | undefined;
  #preserved: PreservedState = {};
  #height: number | undefined;
  #vendorError = "";
  #blocked = false;
  #hidden = false;
  #unverified = false;
  #hasVendorSession = false;
  #published = "";

  constructor(
    readonly host: HTMLElement,
    readonly options: PaneOptions,
  ) {
    this.id = options.id;
    this.#container = new PaneContainer(host, () => this.#dispatching || this.#publish());
    const { signal } = this.#lifetime;
    this.#leavePage = joinPage(this, options.viewer);
    const { visible, online, viewer } = pageState();
    this.#state = initialState(visible, online, options.viewer ?? viewer);
    addEventListener("message", (event) => this.#onWindowMessage(event), { signal });
    document.addEventListener("securitypolicyviolation", (event) => this.#onBlocked(event), {
      signal,
    });
    const onActivity = () => this.dispatch({ type: "activity", stateChanged: false });
    const currentNode = () => this.#container.current?.node;
    this.#isInUse = watchActivity(host, currentNode, onActivity, signal);
    this.dispatch({ type: "tick" });
  }

  retry() {
    if (this.#unverified) pollAuthority();
    this.dispatch({ type: "retry" });
  }

  /** Loads the dashboard again, whatever it shows. */
  reload() {
    this.dispatch({ type: "reload" });
  }

  /** For the developer panel, which must not show the mint's token. */
  inspect() {
    const { mint } = this.#container.latest ?? {};
    return { state: this.#state, mint, entries: this.options.trace?.entries ?? [] };
  }

  close() {
    this.dispatch({ type: "unmount" });
    this.#lifetime.abort();
    this.#leavePage();
    this.#container.clear();
    this.host.replaceChildren();
  }

  setHidden(hidden: boolean) {
    if (this.#hidden === hidden) return;
    this.#hidden = hidden;
    this.#unverified = false;
    this.#publish();
  }

  setUnverified() {
    this.#unverified = this.#hidden;
    this.#publish();
  }

  /** Events dispatched by effects run after the current one. */
  dispatch(event: RenewalEvent) {
    this.#queue.push(event);
    if (this.#dispatching) return;
    this.#dispatching = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        const [state, effects] = transition(this.#state, next, moment());
        this.#state = state;
        this.options.trace?.add(next);
        for (const effect of effects) this.#run(effect);
      }
    } finally {
      this.#dispatching = false;
    }
    this.#publish();
  }

  #run(effect: RenewalEffect) {
    this.options.trace?.add(effect);
    if (effect.type === "set_timer") {
      clearTimeout(this.#timer);
      if (effect.ms !== undefined) this.#timer = setTimeout(() => this.#onTimer(), effect.ms);
      return;
    }
    if (effect.type === "clear") {
      this.#container.clear();
      this.#height = undefined;
      return;
    }
    const { type, mintId } = effect;
    switch (type) {
      case "mint":
        void this.#mint(mintId);
        return;
      case "abort":
        this.#requests.get(mintId)?.abort();
        this.#requests.delete(mintId);
        return;
      case "load":
      case "extend_session":
        this.#load(mintId);
        return;
      case "update_token":
        this.#updateToken(mintId);
        return;
      case "show":
        this.#blocked = false;
        this.#container.show();
        return;
      case "discard":
        this.#mints.delete(mintId);
        this.#container.discard(mintId);
        return;
    }
  }

  #onTimer() {
    if (this.#isInUse()) this.dispatch({ type: "activity", stateChanged: false });
    this.dispatch({ type: "tick" });
  }

  async #mint(mintId: number) {
    const early = mintId === 1 ? takeEarlyMint(this.id, this.host) : undefined;
    this.#early = early;
    try {
      await this.#request(mintId, early);
    } finally {
      this.#early = undefined;
      early?.stopListening();
      // A frame that was started early but isn't in use by now never will be.
      if (early?.frame !== this.#container.latest?.node) early?.frame?.remove();
    }
  }

  async #request(mintId: number, early: EarlyMint | undefined) {
    const aborter = new AbortController();
    this.#requests.set(mintId, aborter);
    const result = await requestMint(this.options.mintUrl, aborter.signal, early?.response);
    // Code that didn't load is worth a retry, like any failure.
    const mint = "mint" in result ? await this.#prepare(result.mint).catch(() => null) : null;
    if (aborter.signal.aborted) return;
    this.#requests.delete(mintId);
    if ("denied" in result || mint === undefined) {
      const reason = "denied" in result ? result.denied : "not_configured";
      this.dispatch({ type: "mint_denied", mintId, reason });
      if (isAboutViewer(reason)) revokePage(reason);
      return;
    }
    if (!mint || !("mint" in result)) {
      const retryAfter = "retryAfter" in result ? result.retryAfter : undefined;
      this.dispatch({ type: "mint_failed", mintId, retryAfter });
      return;
    }
    const { viewer } = result;
    learnViewer(viewer);
    this.#mints.set(mintId, mint);
    const { expiresIn } = mint;
    const { mode, seconds } = mint.renewal;
    const sentAt = early && { mono: early.mono, wall: early.wall, random: 0 };
    const inPlace = acceptsToken(this.#container.front?.mint, mint);
    const times = { expiresIn, seconds, sentAt };
    this.dispatch({ type: "minted", mintId, mode, inPlace, viewer, ...times });
  }

  /** Loads the code that this mint needs; undefined if this page can't show it. */
  async #prepare(mint: Mint): Promise<Mint | undefined> {
    const { pane } = mint;
    let messages: Partial<Renewal> | undefined = {};
    if (pane.kind === "component") {
      const registry = await import("@/lib/vendors/browser-registry");
      messages = registry.findComponentMessages(pane.name);
    }
    if (!messages || !isMountable(mint)) return undefined;
    const renewal = { ...mint.renewal, ...messages };
    if (pane.kind === "element") {
      this.#elements ??= await import("./mount-element");
      if (!this.#elements.canMountElement(this.host)) return undefined;
    }
    if (renewal.mode === "session") this.#sessions ??= await import("./vendor-sessions");
    if (renewal.carries) this.#preservation ??= await import("./preserved-state");
    return { ...mint, renewal };
  }

  #load(mintId: number) {
    const mint = this.#takeMint(mintId);
    if (!mint) return;
    const { pane, renewal } = mint;
    const { initialQuery, tenant } = this.options;
    this.#vendorError = "";
    if (initialQuery && !this.#container.current && !this.#stateQuery(renewal))
      this.#preserved = this.#preservation?.parseStateQuery(initialQuery, renewal) ?? {};
    let src = pane.kind === "frame" ? pane.src : "";
    if (src) src = this.#preservation?.appendQuery(src, this.#stateQuery(renewal)) ?? src;
    const early = mintId === 1 ? this.#early : undefined;
    const view = this.#container.add(mintId, mint, src, early?.frame);
    const { signal } = view.lifetime;
    this.#hasVendorSession = renewal.mode === "session";
    if (this.#hasVendorSession) {
      const session = { origin: renewal.origin, tenant, viewer: pageState().viewer };
      const onReplaced = () => this.dispatch({ type: "session_replaced" });
      this.#sessions?.claimVendorSession(session, renewal.ends?.url, onReplaced, signal);
    }
    const onLoad = () => {
      if (renewal.ready?.length) return;
      assumeReady(view, (shellOnly) =>
        this.dispatch({ type: "ready", mintId: view.mintId, shellOnly }),
      );
    };
    if (pane.kind === "frame") {
      if (early?.loaded) onLoad();
      else view.node.addEventListener("load", onLoad, { once: true, signal });
      for (const event of early?.events ?? []) {
        if (event instanceof MessageEvent) this.#onWindowMessage(event);
        else this.#onBlocked(event);
      }
    } else if (pane.kind === "element") {
      const onMessage = (message?: VendorMessage) => this.#onVendorMessage(view, message);
      this.#elements
        ?.mountElement(view, this.#preserved, onMessage)
        .then(onLoad, () => this.dispatch({ type: "load_failed", mintId: view.mintId }));
    } else {
      onLoad();
    }
  }

  #updateToken(mintId: number) {
    const view = this.#container.front;
    const mint = this.#takeMint(mintId);
    if (!mint || !view) return;
    Object.assign(view, { mintId, mint });
    const { pane, renewal } = mint;
    if (pane.kind === "element") this.#elements?.updateElementToken(renewal);
    else if (pane.kind === "frame")
      for (const target of windowsOf(view)) target?.postMessage(renewal.answers, renewal.origin);
  }

  #takeMint(mintId: number): Mint | undefined {
    const mint = this.#mints.get(mintId);
    this.#mints.delete(mintId);
    return mint;
  }

  #onWindowMessage({ source, origin, data }: MessageEvent) {
    const view = this.#container.findBySource(source);
    const renewal = view?.mint.renewal;
    this.#onVendorMessage(
      view,
      renewal?.origin === origin ? readMessage(data, renewal) : undefined,
    );
  }

  // Of all the ways a frame can be refused, a page is told only of its own CSP.
  #onBlocked({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) {
    const { incoming } = this.#container;
    // An element can do without a blocked font or image.
    if (!/^(frame|script|connect)-src/.test(effectiveDirective) || disposition !== "enforce")
      return;
    if (!incoming || !isVendorAddress(blockedURI, incoming.mint)) return;
    this.#blocked = true;
    this.dispatch({ type: "load_failed", mintId: incoming.mintId });
  }

  #onVendorMessage(view: MountedView | undefined, message: VendorMessage | undefined) {
    if (!view || !message) {
      this.dropped += 1;
      return;
    }
    const { mintId, mint } = view;
    const { ready, shellOnly, tokenRequested, error, height } = interpretMessage(
      message,
      mint.renewal,
    );
    this.options.trace?.add({ type: "message", name: message.name, error });
    if (view === this.#container.front) {
      if (height) this.#height = height;
      this.#preserve(message, mint.renewal);
      if (tokenRequested) this.dispatch({ type: "token_requested" });
    }
    if (ready) this.dispatch({ type: "ready", mintId, shellOnly });
    if (error !== undefined) {
      this.#vendorError = error;
      this.dispatch({ type: "load_failed", mintId });
    }
    this.#publish();
  }

  #preserve(message: VendorMessage, renewal: Renewal) {
    const before = this.#stateQuery(renewal);
    this.#preserved = this.#preservation?.preserve(this.#preserved, message, renewal) ?? {};
    if (this.#stateQuery(renewal) !== before)
      this.dispatch({ type: "activity", stateChanged: true });
  }

  #stateQuery(renewal: Renewal): string {
    return this.#preservation?.toStateQuery(this.#preserved, renewal) ?? "";
  }

  #publish() {
    const { front, views } = this.#container;
    const view = {
      ...renewalView(this.#state, moment()),
      hasVendorSession: this.#hasVendorSession,
      vendorError: this.#vendorError,
      blocked: this.#blocked,
      hidden: this.#hidden,
      unverified: this.#unverified,
      height: this.#height,
      stateQuery: front ? this.#stateQuery(front.mint.renewal) : "",
    };
    const components = views.flatMap(({ key, node, mint: { pane } }) =>
      pane.kind === "component" ? [{ key, node, name: pane.name, props: pane.props }] : [],
    );
    this.#container.setHidden(view.hidden || view.resuming);
    // A node has no JSON; its key stands for it.
    const text = JSON.stringify([view, components.map(({ key, props }) => [key, props])]);
    if (text === this.#published) return;
    this.#published = text;
    this.options.onView({ ...view, components } satisfies PaneView);
  }
}

function moment(): Moment {
  return { mono: performance.now(), wall: Date.now(), random: Math.random() };
}
