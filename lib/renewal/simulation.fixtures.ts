// A pane's outside in a test: a clock that jumps from event to event, a mint route and a vendor.

import type { Renewal } from "@/lib/embed/schema";
import { LONGEST_TIMER } from "./clock";
import { stepRenewal } from "./scheduler";
import {
  beginRenewal,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  viewRenewal,
} from "./state";

export type Answer =
  | (Partial<Extract<RenewalEvent, { on: "minted" }>> & { status?: undefined })
  | { status: number; after?: number | undefined }
  | "hang";

export type WorldOptions = {
  mode?: Renewal["mode"];
  expiresIn?: number;
  seconds?: number;
  /** Milliseconds until an answer, and from `present` to `ready`; `loadMs` may be Infinity. */
  mintMs?: number;
  loadMs?: number;
  /** Milliseconds from the outline, which then comes at `loadMs`, to the data. */
  drawMs?: number | undefined;
  chance?: () => number;
  viewer?: string;
};

/** Repeatable randomness (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const refusals = {
  401: "signed_out",
  403: "not_allowed",
  404: "gone",
  409: "not_configured",
} as const;

export class World {
  mono = 0;
  wall = 1_790_000_000_000;
  state: RenewalState;
  /** When each mint left, by the monotonic clock. */
  readonly mints: number[] = [];
  /** Every effect but the timer's. */
  readonly done: string[] = [];
  /** Milliseconds during which what is on the screen had outlived its token, whatever the state says. */
  dead = 0;
  answer: (flight: number) => Answer = () => ({});
  readonly options: Required<Omit<WorldOptions, "viewer" | "seconds" | "drawMs">> & WorldOptions;
  #agenda: { at: number; run: () => void }[] = [];
  #timer: { at: number } | undefined;
  #flying: number | undefined;
  /** What the page has said, kept apart from what the state makes of it. */
  #facts = { visible: true, online: true };
  /** Milliseconds that have passed, asleep or not, by no clock that the scheduler can read. */
  #real = 0;
  /** When each token dies, in real milliseconds; which of them the screen lives on, and which have loaded. */
  readonly #deaths = new Map<number, number>();
  readonly #loaded = new Set<number>();
  #live: number | undefined;

  constructor(options: WorldOptions = {}) {
    this.options = {
      ...{ mode: "message", expiresIn: 300, mintMs: 50, loadMs: 400, chance: () => 0.5 },
      ...options,
    };
    this.state = beginRenewal(true, true, options.viewer);
  }

  get view() {
    return viewRenewal(this.state, this.#moment(0));
  }

  get says(): string {
    const { phase, reason, ending } = this.view;
    return [phase, reason ?? ending].filter(Boolean).join(" ");
  }

  hear(event: RenewalEvent) {
    const before = this.state;
    const frozen = JSON.stringify(before);
    const [state, effects] = stepRenewal(before, event, this.#moment(this.options.chance()));
    if (JSON.stringify(before) !== frozen) throw new Error("the state given was changed");
    this.state = state;
    if (event.on === "visible" || event.on === "online") this.#facts[event.on] = event.yes;
    for (const effect of effects) this.#do(effect);
    // A pane that may ask must always be waiting for something: a timer, whatever else comes.
    if (this.#mayAsk() && !this.#timer) throw new Error("a pane that nothing will wake");
  }

  start(): this {
    this.hear({ on: "wake" });
    return this;
  }

  /** Lets time pass; `asleep`: the monotonic clock stands still and nothing runs. */
  pass(ms: number, asleep = false) {
    if (asleep) {
      this.wall += ms;
      this.#real += ms;
      return;
    }
    const end = this.mono + ms;
    for (let steps = 0; ; steps++) {
      if (steps > 200_000) throw new Error("a loop");
      const next = this.#next();
      if (!next || next.at > end) break;
      this.#advance(next.at);
      next.run();
    }
    this.#advance(end);
  }

  seconds(n: number) {
    this.pass(n * 1_000);
  }

  /** Runs `run` at this many milliseconds from now. */
  in(ms: number, run: () => void) {
    if (Number.isFinite(ms)) this.#agenda.push({ at: this.mono + ms, run });
  }

  #next() {
    const due = [...this.#agenda];
    if (this.#timer) due.push({ at: this.#timer.at, run: () => this.#wake() });
    return due
      .sort((a, b) => a.at - b.at)
      .map((one) => ({
        at: one.at,
        run: () => {
          this.#agenda = this.#agenda.filter((each) => each !== one);
          one.run();
        },
      }))[0];
  }

  #wake() {
    this.#timer = undefined;
    this.hear({ on: "wake" });
  }

  #advance(to: number) {
    const ms = to - this.mono;
    if (ms <= 0) return;
    if (this.state.shown && this.#live === undefined)
      throw new Error("shown, and nothing is there");
    this.mono += ms;
    this.wall += ms;
    this.#real += ms;
    if (this.#live !== undefined)
      this.dead += Math.min(ms, Math.max(0, this.#real - this.#death()));
  }

  #death(): number {
    return this.#deaths.get(this.#live ?? 0) ?? 0;
  }

  #mayAsk() {
    const { refusal, ending } = this.state;
    return this.#facts.visible && this.#facts.online && !refusal && !ending;
  }

  #moment(chance: number) {
    return { mono: this.mono, wall: this.wall, chance };
  }

  #do(effect: RenewalEffect) {
    if (effect.do === "wake") {
      const { after } = effect;
      if (after !== undefined && !(after >= 1 && after <= LONGEST_TIMER))
        throw new Error(`a timer of ${after} ms`);
      this.#timer = after === undefined ? undefined : { at: this.mono + after };
      return;
    }
    this.done.push("flight" in effect ? `${effect.do} ${effect.flight}` : effect.do);
    if (effect.do === "mint") this.#mint(effect.flight);
    if (effect.do === "abort") this.#flying = undefined;
    if (effect.do === "present" || effect.do === "open") this.#load(effect.flight);
    if (effect.do === "remove") this.#live = undefined;
    // A pane that has nothing on the screen yet takes the token along, and is shown by it.
    if (effect.do === "show" || (effect.do === "give" && this.#live !== undefined))
      this.#live = effect.flight;
    // A vendor's session that was opened behind the screen is what the screen lives on from then on.
    if (effect.do === "discard" && this.#live !== undefined && this.#loaded.has(effect.flight))
      this.#live = effect.flight;
  }

  #load(flight: number) {
    const { loadMs, drawMs } = this.options;
    const outline = drawMs !== undefined;
    this.in(loadMs, () => {
      if (this.done.includes(`open ${flight}`)) this.#loaded.add(flight);
      this.hear({ on: "ready", flight, outline });
    });
    if (outline) this.in(loadMs + drawMs, () => this.hear({ on: "ready", flight }));
  }

  #mint(flight: number) {
    if (!this.#mayAsk()) throw new Error("a mint that nobody may want");
    if (this.#flying !== undefined) throw new Error("two mints in flight");
    this.#flying = flight;
    this.mints.push(this.mono);
    const asked = this.#real;
    const answer = this.answer(flight);
    if (answer === "hang") return;
    const { mode, expiresIn, seconds, mintMs } = this.options;
    this.in(mintMs, () => {
      if (this.#flying === flight) this.#flying = undefined;
      if (answer.status === undefined) {
        const inPlace = mode === "message";
        const minted = { flight, mode, expiresIn, seconds, inPlace, ...answer };
        const life = (minted.mode === "session" && minted.seconds) || minted.expiresIn;
        this.#deaths.set(flight, asked + life * 1_000);
        this.hear({ on: "minted", ...minted });
        return;
      }
      const reason = refusals[answer.status as keyof typeof refusals];
      if (reason) this.hear({ on: "denied", flight, reason });
      else this.hear({ on: "failed", flight, retryAfter: answer.after });
    });
  }
}
