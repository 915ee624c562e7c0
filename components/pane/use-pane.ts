"use client";
import { useCallback, useSyncExternalStore } from "react";
import type { PaneController } from "./controller";
import { findController, findView, initialView, subscribePane } from "./pane-store";
import type { PaneView } from "./pane-view";

/** A pane of this page, for any part of the page: its state, a share button, the developer panel. */
export function usePane(
  tenant: string,
  dashboard: string,
): { readonly view: PaneView; controller(): PaneController | undefined } {
  const id = `${tenant}/${dashboard}`;
  const subscribe = useCallback((listener: () => void) => subscribePane(id, listener), [id]);
  const view = useSyncExternalStore(
    subscribe,
    () => findView(id),
    () => initialView,
  );
  return { view, controller: () => findController(id) };
}
