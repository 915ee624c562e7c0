// Decides the word or two that a pane's dot says; the pane itself says the rest.
import type { PaneView } from "./view";

const words = {
  loading: "Loading",
  showing: "Live",
  // Nothing at all is said about a renewal that goes well.
  renewing: "Live",
  interrupted: "Reconnecting…",
  refused: "Closed",
  ended: "Closed",
} as const;

export function stateWords({ phase, reason }: PaneView): string {
  return reason === "offline" ? "Offline" : words[phase];
}

/** Whether a notice stands in place of the dashboard. What is on screen stays there without a connection. */
export function isClosed({ phase, reason, ending, since }: PaneView): boolean {
  if (phase === "ended") return ending !== "closed";
  return phase === "refused" && !(reason === "offline" && since !== undefined);
}
