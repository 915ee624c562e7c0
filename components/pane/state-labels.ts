import type { PaneView } from "./pane-view";

const labels = {
  loading: "Loading",
  showing: "Live",
  // A renewal isn't worth mentioning.
  renewing: "Live",
  interrupted: "Reconnecting…",
  refused: "Closed",
  ended: "Closed",
} as const;

export function stateLabel({ phase, reason }: PaneView): string {
  return reason === "offline" ? "Offline" : labels[phase];
}

/** Whether a notice replaces the dashboard. What is on screen stays there while offline. */
export function isClosed({ phase, reason, endReason, shownAt }: PaneView): boolean {
  if (phase === "ended") return endReason !== "unmounted";
  return phase === "refused" && !(reason === "offline" && shownAt !== undefined);
}
