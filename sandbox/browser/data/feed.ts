// Decides what a shown dashboard knows: its data, whether that is live, and when to ask again.

import { type Answer, readAnswer } from "./answer";
import { type Filters, filterQuery } from "./filters";

export type Problem = {
  title: string;
  detail: string;
  code: "network" | "timeout" | "refused" | "failed";
};

export type View = {
  /** `failed`: there is nothing to show. A failed refresh of shown data is only a `problem`. */
  status: "loading" | "live" | "expired" | "failed";
  answer: Answer | null;
  filters: Filters;
  busy: boolean;
  problem: Problem | null;
  /** Epoch milliseconds of the data, in this browser's clock; 0 while there is none. */
  asOf: number;
};

/** Why the view changed. */
export type Cause = "request" | "answer" | "refused" | "problem" | "expired" | "filters" | "wanted";

export type Feed = {
  view(): View;
  /** Milliseconds left of the token or session, by a monotonic clock; null before the first answer. */
  remaining(): number | null;
  watch(listener: (view: View, cause: Cause) => void): void;
  /** Runs four times a second, for countdowns. */
  tick(listener: () => void): void;
  setFilters(filters: Filters): void;
  /** Puts another token in the place of the present one and fetches with it; nothing else changes. */
  setBearer(bearer: string): void;
  /** Fetches again; without a token, watchers hear `wanted` instead. */
  reload(): void;
  /** Says why there will be no data, where something else than a data request found out. */
  fail(problem: Problem): void;
  /** Sends JSON in the viewer's name and gives back the JSON of a good answer, else null. */
  send(path: string, body: object): Promise<unknown>;
  /** The CSV of what is filtered; throws where it is not given. */
  download(): Promise<Blob>;
  close(): void;
};

export type FeedSettings = {
  /** Ends in `/api`, without a slash behind it. */
  api: string;
  /** Null: none yet (nothing is fetched until there is), or the vendor's session cookie speaks. */
  bearer: string | null;
  cookie: boolean;
  /** Which load of the page this is, where the vendor's session is bound to one. */
  load: string | null;
  filters: Filters;
  /** A dead token may be replaced by the host, so a changed filter is kept for the next one. */
  renewable: boolean;
};

const refreshEvery = 15_000;
const answerWithin = 20_000;
const tickEvery = 250;

async function problemOf(response: Response): Promise<Problem> {
  const code = response.status < 500 ? "refused" : "failed";
  const fallback = {
    title: "The dashboard could not be loaded",
    detail: "The server did not give the data.",
    code,
  } as const;
  try {
    const { error } = (await response.json()) as { error: { title: string; detail: string } };
    if (typeof error.title !== "string" || typeof error.detail !== "string") return fallback;
    return { title: error.title, detail: error.detail, code };
  } catch {
    return fallback;
  }
}

export function openFeed(settings: FeedSettings): Feed {
  let view: View = {
    status: "loading",
    answer: null,
    filters: settings.filters,
    busy: false,
    problem: null,
    asOf: 0,
  };
  let bearer = settings.bearer;
  let life: { milliseconds: number; since: number } | null = null;
  let run: AbortController | null = null;
  let fetchedAt = 0;
  const watchers: ((view: View, cause: Cause) => void)[] = [];
  const tickers: (() => void)[] = [];

  function change(next: Partial<View>, cause: Cause) {
    view = { ...view, ...next };
    for (const watcher of watchers) watcher(view, cause);
  }

  function remaining(): number | null {
    return life && life.milliseconds - (performance.now() - life.since);
  }

  function call(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
    const credentials = settings.cookie ? "same-origin" : "omit";
    return fetch(`${settings.api}/${path}`, { ...init, cache: "no-store", credentials, headers });
  }

  function request(path: string, signal: AbortSignal): Promise<Response> {
    const load = settings.load === null ? "" : `load=${encodeURIComponent(settings.load)}`;
    const query = [load, filterQuery(view.filters)].filter(Boolean).join("&");
    return call(query ? `${path}?${query}` : path, { signal });
  }

  async function load() {
    if (bearer === null && !settings.cookie) return;
    run?.abort();
    const mine = new AbortController();
    run = mine;
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      mine.abort();
    }, answerWithin);
    fetchedAt = performance.now();
    change({ busy: true }, "request");
    try {
      const response = await request("data", mine.signal);
      const body = response.ok ? readAnswer(await response.json()) : null;
      const problem = body ? null : await problemOf(response);
      if (run === mine) settle(response.status, body, problem);
    } catch {
      if (run !== mine) return;
      fail({
        title: late ? "The dashboard takes too long to answer" : "The dashboard cannot be reached",
        detail: "Check the connection, then try again.",
        code: late ? "timeout" : "network",
      });
    } finally {
      clearTimeout(limit);
    }
  }

  function settle(status: number, answer: Answer | null, problem: Problem | null) {
    if (answer) {
      life = {
        milliseconds: (answer.expiresAt - answer.serverTime) * 1000,
        since: performance.now(),
      };
      const live = life.milliseconds > 0;
      change(
        { status: live ? "live" : "expired", answer, busy: false, problem: null, asOf: Date.now() },
        live ? "answer" : "expired",
      );
    } else if (status === 401) {
      change({ status: "expired", busy: false, problem }, "refused");
    } else if (problem) {
      fail(problem);
    }
  }

  function fail(problem: Problem) {
    change({ status: view.answer ? view.status : "failed", busy: false, problem }, "problem");
  }

  const canAsk = () => view.status !== "expired";
  const refreshIfStale = (age: number) => {
    const visible = document.visibilityState === "visible";
    if (visible && canAsk() && !view.busy && performance.now() - fetchedAt >= age) void load();
  };
  const onVisible = () => refreshIfStale(2_000);

  const timer = setInterval(() => {
    const left = remaining();
    if (left !== null && left <= 0 && view.status === "live") {
      run?.abort();
      run = null;
      change({ status: "expired", busy: false }, "expired");
    }
    refreshIfStale(refreshEvery);
    for (const ticker of tickers) ticker();
  }, tickEvery);
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pageshow", onVisible);
  // The first request waits for the door to have registered its watchers.
  queueMicrotask(() => void load());

  return {
    view: () => view,
    remaining,
    watch: (listener) => watchers.push(listener),
    tick: (listener) => tickers.push(listener),
    setFilters(filters) {
      if (view.status === "expired" && !settings.renewable) return;
      change({ filters }, "filters");
      if (canAsk()) void load();
    },
    setBearer(next) {
      bearer = next;
      void load();
    },
    reload() {
      if (bearer !== null || settings.cookie) void load();
      else change({ status: "loading", problem: null }, "wanted");
    },
    fail,
    async send(path, body) {
      const headers = { "Content-Type": "application/json" };
      try {
        const response = await call(path, { method: "POST", headers, body: JSON.stringify(body) });
        return response.ok ? await response.json() : null;
      } catch {
        return null;
      }
    },
    async download() {
      const response = await request("export", AbortSignal.timeout(answerWithin));
      if (response.ok) return response.blob();
      if (response.status === 401) change({ status: "expired" }, "refused");
      throw new Error((await problemOf(response)).detail);
    },
    close() {
      run?.abort();
      run = null;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("pageshow", onVisible);
      watchers.length = 0;
      tickers.length = 0;
    },
  };
}
