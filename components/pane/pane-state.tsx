"use client";
import { stateWords } from "./state-labels";
import { usePane } from "./use-pane";

const colours = {
  loading: "bg-muted animate-pulse",
  showing: "bg-success",
  // Nothing at all is said about a renewal that goes well.
  renewing: "bg-success",
  interrupted: "bg-warning",
  refused: "bg-danger",
  ended: "bg-danger",
} as const;

/** A pane's state as a small dot; in words on hover and for screen readers. */
export function PaneState({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { view } = usePane(tenant, dashboard);
  const words = stateWords(view);
  return (
    <span title={words} className="grid size-4 shrink-0 place-items-center">
      <span aria-hidden="true" className={`size-2 rounded-full ${colours[view.phase]}`} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
