"use client";
import { useCallback, useSyncExternalStore } from "react";
import type { PaneController } from "./controller";
import { controllerOf, RESTING, subscribePane, viewOf } from "./pane-store";
import type { PaneView } from "./view";

/** What a pane on this page is doing, for any part of the page: a dot, a share button, a panel. */
export function usePane(
  tenant: string,
  dashboard: string,
): { readonly view: PaneView; controller(): PaneController | undefined } {
  const pane = `${tenant}/${dashboard}`;
  const subscribe = useCallback((changed: () => void) => subscribePane(pane, changed), [pane]);
  const view = useSyncExternalStore(
    subscribe,
    () => viewOf(pane),
    () => RESTING,
  );
  return { view, controller: () => controllerOf(pane) };
}
