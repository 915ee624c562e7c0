import { initialState, renewalView } from "@/lib/renewal/state";
import { PaneController } from "./controller";
import { mintPath } from "./mint";
import type { PaneView } from "./pane-view";
import { createTrace } from "./trace";

type Entry = {
  view: PaneView;
  controller: PaneController | undefined;
  readonly listeners: Set<() => void>;
};

/** Before a pane's controller has published anything, and on the server. */
export const initialView: PaneView = {
  ...renewalView(initialState(true, true), { mono: 0, wall: 0, random: 0 }),
  hasVendorSession: false,
  vendorError: "",
  blocked: false,
  hidden: false,
  unverified: false,
  height: undefined,
  stateQuery: "",
  components: [],
};

const entries = new Map<string, Entry>();
/** Hosts whose pane has moved to another host: what they publish while closing is ignored. */
const replaced = new WeakSet<HTMLElement>();
const closing = new WeakMap<HTMLElement, { controller: PaneController; timer: number }>();

function entryOf(id: string): Entry {
  let entry = entries.get(id);
  if (!entry) {
    entry = { view: initialView, controller: undefined, listeners: new Set() };
    entries.set(id, entry);
  }
  return entry;
}

function removeIfUnused(id: string) {
  const entry = entries.get(id);
  if (entry && !entry.controller && entry.listeners.size === 0) entries.delete(id);
}

export function subscribePane(id: string, listener: () => void): () => void {
  entryOf(id).listeners.add(listener);
  return () => {
    entries.get(id)?.listeners.delete(listener);
    removeIfUnused(id);
  };
}

export function findView(id: string): PaneView {
  return entries.get(id)?.view ?? initialView;
}

export function findController(id: string): PaneController | undefined {
  return entries.get(id)?.controller;
}

export type AttachOptions = {
  readonly tenant: string;
  readonly dashboard: string;
  readonly viewer?: string | undefined;
  readonly initialQuery?: string | undefined;
  /** Record events for the developer panel. */
  readonly traced?: boolean | undefined;
};

/**
 * Starts a pane in this host, or continues the one that is there: Strict Mode and hot reload unmount a
 * component and mount it again at once, and a second start would spend a second token.
 *
 * @returns closes the pane, deferred by one task
 */
export function attachPane(host: HTMLElement, options: AttachOptions) {
  const { tenant, dashboard, viewer, initialQuery, traced } = options;
  const id = `${tenant}/${dashboard}`;
  const entry = entryOf(id);
  const kept = closing.get(host);
  if (kept) clearTimeout(kept.timer);
  closing.delete(host);
  const controller =
    kept?.controller ??
    new PaneController(host, {
      ...{ id, tenant, viewer, initialQuery },
      mintUrl: mintPath(tenant, dashboard),
      trace: traced ? createTrace() : undefined,
      onView(view) {
        if (replaced.has(host)) return;
        entry.view = view;
        for (const listener of [...entry.listeners]) listener();
      },
    });
  entry.controller = controller;
  return () => {
    const timer = window.setTimeout(() => {
      closing.delete(host);
      const moved = entry.controller !== controller;
      if (moved) replaced.add(host);
      controller.close();
      if (moved) return;
      entry.controller = undefined;
      entry.view = initialView;
      removeIfUnused(id);
    });
    closing.set(host, { controller, timer });
  };
}
