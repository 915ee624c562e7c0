// Decides when an Explo dashboard says which of its documented events, in a frame or on a window.

import { startAsking } from "../data/asking";
import type { Feed } from "../data/feed";
import { changedFilters } from "../data/filters";
import { type ExploRequest, variableUpdate, withVariables } from "./explo-messages";

export type ExploSpeech = {
  take(request: ExploRequest): void;
  close(): void;
};

/**
 * Speaks for a dashboard through `say(event, detail)`. `root` is an element whose height is the
 * content's own, whatever height the host gave to the pane.
 */
export function exploSpeech(
  feed: Feed,
  root: HTMLElement,
  dashboardId: string,
  say: (event: string, detail: object) => void,
): ExploSpeech {
  const asking = startAsking();
  const started = performance.now();
  let loaded = false;
  let newToken = true;
  let said = 0;
  let filters = feed.view().filters;
  const height = () => Math.ceil(root.getBoundingClientRect().height);

  const observer = new ResizeObserver(() => {
    if (!loaded || Math.abs(height() - said) < 2) return;
    said = height();
    say("dashboardUpdated", { dashboardId, dashboardHeight: said });
  });
  observer.observe(root);

  feed.watch((view, cause) => {
    if (cause === "answer" && newToken) {
      newToken = false;
      asking.arrived(feed.remaining() ?? 0);
    }
    if (cause === "answer" && !loaded) {
      loaded = true;
      said = height();
      const loadTime = Math.round(performance.now() - started);
      say("dashboardLoaded", { dashboardId, dashboardHeight: said, loadTime });
    }
    if (cause === "refused" || (cause === "filters" && view.status === "expired")) asking.wanted();
    if (cause === "filters") {
      for (const key of changedFilters(filters, view.filters)) {
        say("sendVariableUpdatedEvent", variableUpdate(key, view.filters));
      }
      filters = view.filters;
    }
  });
  feed.tick(() => {
    const left = feed.remaining();
    const refused = feed.view().status === "expired";
    if (left === null && !refused) return;
    // A refused token is dead whatever life it had left.
    if (asking.due(refused ? 0 : (left ?? 0), performance.now())) say("customerJwtExpired", {});
  });
  queueMicrotask(() => say("dashboardReadyToLoad", { dashboardId, dashboardHeight: height() }));

  return {
    take(request) {
      if (request.kind === "jwt") {
        newToken = true;
        feed.setBearer(request.jwt);
      } else {
        feed.setFilters(withVariables(feed.view().filters, request.variables));
      }
    },
    close: () => observer.disconnect(),
  };
}
