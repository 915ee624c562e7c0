import type { Renewal } from "@/lib/embed/schema";
import { transition } from "./scheduler";
import {
  initialState,
  type RenewalEffect,
  type RenewalEvent,
  type RenewalState,
  renewalView,
} from "./state";
import { MAX_TIMEOUT_MS } from "./timing";

/** How the simulated mint route answers. */
export type MintResponse =
  | (Partial<Extract<RenewalEvent, { type: "minted" }>> & { status?: undefined })
  | { status: number; retryAfter?: number | undefined }
  | "hang";

export type SimulationOptions = {
  mode?: Renewal["mode"];
  expiresIn?: number;
  seconds?: number;
  mintMs?: number;
  /** From `load` to `ready`; may be Infinity. */
  loadMs?: number;
  /** Set: the vendor is ready without data at `loadMs`, and has it this much later. */
  dataMs?: number | undefined;
  random?: () => number;
  viewer?: string;
};

/** Repeatable random numbers (mulberry32). */
export function seededRandom(seed: number): () => number {
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

/** One pane with a clock that jumps from event to event, a mint route and a vendor. */
export class Simulation {
  mono = 0;
  wall = 1_790_000_000_000;
  state: RenewalState;
  /** When each mint was requested, on the monotonic clock. */
  readonly mints: number[] = [];
  /** Every effect but `set_timer`, as `type mintId`. */
  readonly effects: string[] = [];
  /** Milliseconds during which the screen showed an expired token, whatever the state says. */
  expiredMs = 0;
  respond: (mintId: number) => MintResponse = () => ({});
  readonly options: Required<Omit<SimulationOptions, "viewer" | "seconds" | "dataMs">> &
    SimulationOptions;
  #agenda: { at: number; run: () => void }[] = [];
  #timer: { at: number } | undefined;
  #pendingMint: number | undefined;
  /** What was dispatched, kept apart from what the state makes of it. */
  #page = { visible: true, online: true };
  /** Milliseconds passed, asleep or not, on no clock that the scheduler can read. */
  #real = 0;
  /** When each token expires, in real milliseconds. */
  readonly #expiry = new Map<number, number>();
  readonly #extended = new Set<number>();
  /** The token that the screen lives on. */
  #onScreen: number | undefined;

  constructor(options: SimulationOptions = {}) {
    this.options = {
      ...{ mode: "message", expiresIn: 300, mintMs: 50, loadMs: 400, random: () => 0.5 },
      ...options,
    };
    this.state = initialState(true, true, options.viewer);
  }

  get view() {
    return renewalView(this.state, this.#moment(0));
  }

  /** Phase and reason, as `refused gone`. */
  get status(): string {
    const { phase, reason, endReason } = this.view;
    return [phase, reason ?? endReason].filter(Boolean).join(" ");
  }

  dispatch(event: RenewalEvent) {
    const before = this.state;
    const snapshot = JSON.stringify(before);
    const [state, effects] = transition(before, event, this.#moment(this.options.random()));
    if (JSON.stringify(before) !== snapshot) throw new Error("the given state was changed");
    this.state = state;
    if (event.type === "visible" || event.type === "online") this.#page[event.type] = event.value;
    for (const effect of effects) this.#run(effect);
    if (this.#mayMint() && !this.#timer) throw new Error("nothing will wake this pane");
  }

  start(): this {
    this.dispatch({ type: "tick" });
    return this;
  }

  hide() {
    this.dispatch({ type: "visible", value: false });
  }

  show() {
    this.dispatch({ type: "visible", value: true });
  }

  disconnect() {
    this.dispatch({ type: "online", value: false });
  }

  connect() {
    this.dispatch({ type: "online", value: true });
  }

  /** The machine sleeps: the monotonic clock stops and nothing runs. */
  sleep(ms: number) {
    this.wall += ms;
    this.#real += ms;
  }

  advance(ms: number) {
    const end = this.mono + ms;
    for (let steps = 0; ; steps++) {
      if (steps > 200_000) throw new Error("endless loop");
      const next = this.#next();
      if (!next || next.at > end) break;
      this.#advanceTo(next.at);
      next.run();
    }
    this.#advanceTo(end);
  }

  seconds(n: number) {
    this.advance(n * 1_000);
  }

  after(ms: number, run: () => void) {
    if (Number.isFinite(ms)) this.#agenda.push({ at: this.mono + ms, run });
  }

  #next() {
    const due = [...this.#agenda];
    if (this.#timer) due.push({ at: this.#timer.at, run: () => this.#fireTimer() });
    const [next] = due.sort((a, b) => a.at - b.at);
    if (!next) return undefined;
    const run = () => {
      this.#agenda = this.#agenda.filter((each) => each !== next);
      next.run();
    };
    return { at: next.at, run };
  }

  #fireTimer() {
    this.#timer = undefined;
    this.dispatch({ type: "tick" });
  }

  #advanceTo(mono: number) {
    const ms = mono - this.mono;
    if (ms <= 0) return;
    if (this.state.current && this.#onScreen === undefined)
      throw new Error("the state says shown, but the screen is empty");
    this.mono += ms;
    this.wall += ms;
    this.#real += ms;
    if (this.#onScreen === undefined) return;
    const expiry = this.#expiry.get(this.#onScreen) ?? 0;
    this.expiredMs += Math.min(ms, Math.max(0, this.#real - expiry));
  }

  #mayMint() {
    const { refusal, endReason } = this.state;
    return this.#page.visible && this.#page.online && !refusal && !endReason;
  }

  #moment(random: number) {
    return { mono: this.mono, wall: this.wall, random };
  }

  #run(effect: RenewalEffect) {
    if (effect.type === "set_timer") {
      const { ms } = effect;
      if (ms !== undefined && !(ms >= 1 && ms <= MAX_TIMEOUT_MS))
        throw new Error(`a timer of ${ms} ms`);
      this.#timer = ms === undefined ? undefined : { at: this.mono + ms };
      return;
    }
    if (effect.type === "clear") {
      this.effects.push("clear");
      this.#onScreen = undefined;
      return;
    }
    const { type, mintId } = effect;
    this.effects.push(`${type} ${mintId}`);
    if (type === "mint") this.#mint(mintId);
    if (type === "abort") this.#pendingMint = undefined;
    if (type === "load" || type === "extend_session") this.#load(mintId, type);
    const onScreen = this.#onScreen !== undefined;
    // With nothing on screen yet, the incoming pane takes the token and shows it later.
    if (type === "show" || (type === "update_token" && onScreen)) this.#onScreen = mintId;
    // Once a session was extended out of sight, the screen lives on the new one.
    if (type === "discard" && onScreen && this.#extended.has(mintId)) this.#onScreen = mintId;
  }

  #load(mintId: number, type: "load" | "extend_session") {
    const { loadMs, dataMs } = this.options;
    const shellOnly = dataMs !== undefined;
    this.after(loadMs, () => {
      if (type === "extend_session") this.#extended.add(mintId);
      this.dispatch({ type: "ready", mintId, shellOnly });
    });
    if (shellOnly) this.after(loadMs + dataMs, () => this.dispatch({ type: "ready", mintId }));
  }

  #mint(mintId: number) {
    if (!this.#mayMint()) throw new Error("a mint for a pane that must not ask");
    if (this.#pendingMint !== undefined) throw new Error("two mints at once");
    this.#pendingMint = mintId;
    this.mints.push(this.mono);
    const sentAt = this.#real;
    const response = this.respond(mintId);
    if (response === "hang") return;
    const { mode, expiresIn, seconds, mintMs } = this.options;
    this.after(mintMs, () => {
      if (this.#pendingMint === mintId) this.#pendingMint = undefined;
      if (response.status === undefined) {
        const inPlace = mode === "message";
        const minted = { mintId, mode, expiresIn, seconds, inPlace, ...response };
        const lifetime = (minted.mode === "session" && minted.seconds) || minted.expiresIn;
        this.#expiry.set(mintId, sentAt + lifetime * 1_000);
        this.dispatch({ ...minted, type: "minted" });
        return;
      }
      const reason = refusals[response.status as keyof typeof refusals];
      if (reason) this.dispatch({ type: "mint_denied", mintId, reason });
      else this.dispatch({ type: "mint_failed", mintId, retryAfter: response.retryAfter });
    });
  }
}

export function showing(options: SimulationOptions = {}): Simulation {
  const sim = new Simulation(options).start();
  sim.seconds(1);
  if (sim.status !== "showing") throw new Error(`the pane is ${sim.status}`);
  return sim;
}
