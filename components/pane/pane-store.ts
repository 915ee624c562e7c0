// Decides who hears what about a pane: one entry per pane, shared by all parts of a page.

import { PaneController } from "./controller";
import { mintPath } from "./early-mint";
import { startTrace } from "./trace";
import type { PaneView } from "./view";

type Entry = {
  view: PaneView;
  controller: PaneController | undefined;
  readonly listeners: Set<() => void>;
};

/** What is true of a pane before its controller has said anything, and on the server. */
export const RESTING: PaneView = {
  phase: "loading",
  reason: undefined,
  ending: undefined,
  expired: false,
  waking: false,
  since: undefined,
  session: false,
  said: undefined,
  blocked: false,
  height: undefined,
  carried: "",
  components: [],
  veiled: false,
  unproven: false,
};

const entries = new Map<string, Entry>();
/** Hosts whose pane another host has now: what they say while they end is not about it. */
const replaced = new WeakSet<HTMLElement>();
const leaving = new WeakMap<HTMLElement, { controller: PaneController; timer: number }>();

function entryOf(pane: string): Entry {
  let entry = entries.get(pane);
  if (!entry) {
    entry = { view: RESTING, controller: undefined, listeners: new Set() };
    entries.set(pane, entry);
  }
  return entry;
}

function forget(pane: string) {
  const entry = entries.get(pane);
  if (entry && !entry.controller && entry.listeners.size === 0) entries.delete(pane);
}

export function subscribePane(pane: string, listener: () => void): () => void {
  entryOf(pane).listeners.add(listener);
  return () => {
    entries.get(pane)?.listeners.delete(listener);
    forget(pane);
  };
}

export function viewOf(pane: string): PaneView {
  return entries.get(pane)?.view ?? RESTING;
}

export function controllerOf(pane: string): PaneController | undefined {
  return entries.get(pane)?.controller;
}

export type PaneWish = {
  readonly tenant: string;
  readonly dashboard: string;
  readonly viewer?: string | undefined;
  readonly carry?: string | undefined;
  /** Somebody may want to look behind it. */
  readonly traced?: boolean | undefined;
};

/**
 * Starts the pane in this host, or goes on with the one that is there: Strict Mode and hot reload
 * take a component off and put it back at once, and a second start would spend a second token.
 *
 * @returns what ends it, a moment later
 */
export function holdPane(host: HTMLElement, wish: PaneWish) {
  const { tenant, dashboard, viewer, carry, traced } = wish;
  const pane = `${tenant}/${dashboard}`;
  const entry = entryOf(pane);
  const kept = leaving.get(host);
  if (kept) clearTimeout(kept.timer);
  leaving.delete(host);
  const controller =
    kept?.controller ??
    new PaneController(host, {
      ...{ pane, tenant, viewer, carry },
      // Loaded where a pane of this kind is shown.
      componentSpeech: async (name) =>
        (await import("@/lib/vendors/browser-registry")).componentSpeech(name),
      url: mintPath(tenant, dashboard),
      trace: traced ? startTrace() : undefined,
      onView(view) {
        if (replaced.has(host)) return;
        entry.view = view;
        for (const listener of [...entry.listeners]) listener();
      },
    });
  entry.controller = controller;
  return () => {
    const timer = window.setTimeout(() => {
      leaving.delete(host);
      if (entry.controller !== controller) replaced.add(host);
      controller.close();
      if (entry.controller !== controller) return;
      entry.controller = undefined;
      entry.view = RESTING;
      forget(pane);
    });
    leaving.set(host, { controller, timer });
  };
}
