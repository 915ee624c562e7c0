"use client";
import { stateLabel } from "./state-labels";
import { usePane } from "./use-pane";

const colors = {
  loading: "bg-muted animate-pulse",
  showing: "bg-success",
  renewing: "bg-success",
  interrupted: "bg-warning",
  refused: "bg-danger",
  ended: "bg-danger",
} as const;

/** A pane's state as a colored dot, labeled on hover and for screen readers. */
export function PaneState({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { view } = usePane(tenant, dashboard);
  const label = stateLabel(view);
  return (
    <span title={label} className="grid size-4 shrink-0 place-items-center">
      <span aria-hidden="true" className={`size-2 rounded-full ${colors[view.phase]}`} />
      <span className="sr-only">{label}</span>
    </span>
  );
}
