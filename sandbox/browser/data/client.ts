import type { Answer } from "./answer";
import { type Filters, filterQuery, noFilters } from "./filters";

export type Problem = {
  title: string;
  detail: string;
  code: "network" | "timeout" | "refused" | "failed";
};

export type DataState = {
  /** `failed`: there is nothing to show. A failed refresh of shown data only sets `problem`. */
  status: "loading" | "live" | "expired" | "failed";
  answer: Answer | null;
  filters: Filters;
  isFetching: boolean;
  problem: Problem | null;
  /** Epoch milliseconds of the answer by the browser's clock; 0 before the first one. */
  fetchedAt: number;
};

export type Change =
  | "request"
  | "answer"
  | "refused"
  | "problem"
  | "expired"
  | "filters"
  | "token-needed";

export type DataClient = ReturnType<typeof createDataClient>;

export type ClientSettings = {
  /** Ends in `/api`. */
  api: string;
  /** Null: no token yet, or the vendor's session cookie is used. */
  token: string | null;
  usesCookie?: boolean;
  /** Identifies this page load when the vendor's session is bound to one. */
  load?: string | undefined;
  filters?: Filters;
  /** The host can replace an expired token, so filters may still change. */
  isRenewable?: boolean;
};

const refreshIntervalMs = 15_000;
const requestTimeoutMs = 20_000;
const tickMs = 250;

async function readProblem(response: Response): Promise<Problem> {
  const code = response.status < 500 ? "refused" : "failed";
  const fallback = {
    title: "The dashboard couldn't be loaded",
    detail: "The server didn't return any data.",
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

export function createDataClient(settings: ClientSettings) {
  const { api, usesCookie = false, isRenewable = false } = settings;
  let { token } = settings;
  let state: DataState = {
    status: "loading",
    answer: null,
    filters: settings.filters ?? noFilters,
    isFetching: false,
    problem: null,
    fetchedAt: 0,
  };
  let life: { ms: number; since: number } | null = null;
  let request: AbortController | null = null;
  let requestedAt = 0;
  const subscribers: ((state: DataState, change: Change) => void)[] = [];
  const tickListeners = new Set<() => void>();

  function update(next: Partial<DataState>, change: Change) {
    state = { ...state, ...next };
    for (const subscriber of subscribers) subscriber(state, change);
  }

  /** Time left of the token or session by a monotonic clock; null before the first answer. */
  function remainingMs(): number | null {
    return life && life.ms - (performance.now() - life.since);
  }

  function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set("Authorization", `Bearer ${token}`);
    const credentials = usesCookie ? "same-origin" : "omit";
    return fetch(`${api}/${path}`, { ...init, cache: "no-store", credentials, headers });
  }

  function get(path: string, signal: AbortSignal): Promise<Response> {
    const load = settings.load ? `load=${encodeURIComponent(settings.load)}` : "";
    const query = [load, filterQuery(state.filters)].filter(Boolean).join("&");
    return send(query ? `${path}?${query}` : path, { signal });
  }

  async function fetchData() {
    if (token === null && !usesCookie) return;
    request?.abort();
    const own = new AbortController();
    request = own;
    requestedAt = performance.now();
    const timeout = setTimeout(() => own.abort("timeout"), requestTimeoutMs);
    update({ isFetching: true }, "request");
    try {
      const response = await get("data", own.signal);
      const answer = response.ok ? ((await response.json()) as Answer) : null;
      const problem = answer ? null : await readProblem(response);
      if (request === own) settle(response.status, answer, problem);
    } catch {
      if (request !== own) return;
      const isTimeout = own.signal.reason === "timeout";
      fail({
        title: isTimeout
          ? "The dashboard is taking too long to respond"
          : "The dashboard can't be reached",
        detail: "Check your connection, then try again.",
        code: isTimeout ? "timeout" : "network",
      });
    } finally {
      clearTimeout(timeout);
    }
  }

  function settle(status: number, answer: Answer | null, problem: Problem | null) {
    if (answer) {
      life = { ms: (answer.expiresAt - answer.serverTime) * 1000, since: performance.now() };
      const result = life.ms > 0 ? "live" : "expired";
      update(
        { status: result, answer, isFetching: false, problem: null, fetchedAt: Date.now() },
        result === "live" ? "answer" : "expired",
      );
    } else if (status === 401) {
      update({ status: "expired", isFetching: false, problem }, "refused");
    } else if (problem) {
      fail(problem);
    }
  }

  function fail(problem: Problem) {
    update(
      { status: state.answer ? state.status : "failed", isFetching: false, problem },
      "problem",
    );
  }

  function refreshIfOlderThan(ageMs: number) {
    const idle = state.status !== "expired" && !state.isFetching;
    const visible = document.visibilityState === "visible";
    if (idle && visible && performance.now() - requestedAt >= ageMs) void fetchData();
  }
  const onVisible = () => refreshIfOlderThan(2_000);

  const timer = setInterval(() => {
    const left = remainingMs();
    if (left !== null && left <= 0 && state.status === "live") {
      request?.abort();
      request = null;
      update({ status: "expired", isFetching: false }, "expired");
    }
    refreshIfOlderThan(refreshIntervalMs);
    for (const listener of tickListeners) listener();
  }, tickMs);
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pageshow", onVisible);
  // Deferred so that everyone who subscribes synchronously sees the first request.
  queueMicrotask(() => void fetchData());

  return {
    state: () => state,
    remainingMs,
    subscribe(listener: (state: DataState, change: Change) => void) {
      subscribers.push(listener);
    },
    /** Calls the listener four times a second; returns how to stop. */
    onTick(listener: () => void): () => void {
      tickListeners.add(listener);
      return () => tickListeners.delete(listener);
    },
    setFilters(filters: Partial<Filters>) {
      if (state.status === "expired" && !isRenewable) return;
      update({ filters: { ...state.filters, ...filters } }, "filters");
      if (state.status !== "expired") void fetchData();
    },
    /** Fetches with another token; filters and data stay. */
    setToken(next: string) {
      token = next;
      void fetchData();
    },
    /** Fetches again; without a token, subscribers receive `token-needed`. */
    reload() {
      if (token !== null || usesCookie) void fetchData();
      else update({ status: "loading", problem: null }, "token-needed");
    },
    /** Reports a problem found outside of a data request. */
    fail,
    /** Sends JSON with the viewer's token; null unless the response is OK. */
    async post(path: string, body: object): Promise<unknown> {
      const headers = { "Content-Type": "application/json" };
      try {
        const response = await send(path, { method: "POST", headers, body: JSON.stringify(body) });
        return response.ok ? await response.json() : null;
      } catch {
        return null;
      }
    },
    /** @throws Error when the export is refused */
    async exportCsv(): Promise<Blob> {
      const response = await get("export", AbortSignal.timeout(requestTimeoutMs));
      if (response.ok) return response.blob();
      if (response.status === 401) update({ status: "expired" }, "refused");
      throw new Error((await readProblem(response)).detail);
    },
    close() {
      request?.abort();
      request = null;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("pageshow", onVisible);
      subscribers.length = 0;
      tickListeners.clear();
    },
  };
}
