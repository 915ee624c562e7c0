import type { DataClient } from "../data/client";
import { changedFilters } from "../data/filters";
import { type ExploRequest, variableUpdate, withVariables } from "./explo-messages";
import { createRenewalRequests } from "./explo-renewal";

export type ExploProtocol = {
  handle(request: ExploRequest): void;
  close(): void;
};

/** Explo's documented events, sent through `send(event, detail)` from a frame or a web component. */
export function startExploProtocol(
  client: DataClient,
  root: HTMLElement,
  dashboardId: string,
  send: (event: string, detail: object) => void,
): ExploProtocol {
  const renewal = createRenewalRequests();
  const startedAt = performance.now();
  let isLoaded = false;
  let hasNewToken = true;
  let sentHeight = 0;
  let { filters } = client.state();
  const measureHeight = () => Math.ceil(root.getBoundingClientRect().height);

  const observer = new ResizeObserver(() => {
    const dashboardHeight = measureHeight();
    if (!isLoaded || Math.abs(dashboardHeight - sentHeight) < 2) return;
    sentHeight = dashboardHeight;
    send("dashboardUpdated", { dashboardId, dashboardHeight });
  });
  observer.observe(root);

  client.subscribe((state, change) => {
    if (change === "answer" && hasNewToken) {
      hasNewToken = false;
      renewal.tokenReceived(client.remainingMs() ?? 0);
    }
    if (change === "answer" && !isLoaded) {
      isLoaded = true;
      sentHeight = measureHeight();
      const loadTime = Math.round(performance.now() - startedAt);
      send("dashboardLoaded", { dashboardId, dashboardHeight: sentHeight, loadTime });
    }
    if (change === "refused" || (change === "filters" && state.status === "expired")) {
      renewal.tokenNeeded();
    }
    if (change === "filters") {
      for (const key of changedFilters(filters, state.filters)) {
        send("sendVariableUpdatedEvent", variableUpdate(key, state.filters));
      }
      filters = state.filters;
    }
  });
  client.onTick(() => {
    const left = client.remainingMs();
    // A refused token is expired no matter how much life it had left.
    const isExpired = client.state().status === "expired";
    if (left === null && !isExpired) return;
    if (renewal.isDue(isExpired ? 0 : (left ?? 0), performance.now())) {
      send("customerJwtExpired", {});
    }
  });
  queueMicrotask(() =>
    send("dashboardReadyToLoad", { dashboardId, dashboardHeight: measureHeight() }),
  );

  return {
    handle(request) {
      if (request.kind === "jwt") {
        hasNewToken = true;
        client.setToken(request.jwt);
      } else {
        client.setFilters(withVariables(client.state().filters, request.variables));
      }
    },
    close: () => observer.disconnect(),
  };
}
