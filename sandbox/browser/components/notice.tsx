/** @jsxImportSource preact */

import type { DataState } from "../data/client";
import { clearedFilters, isFiltered } from "../data/filters";
import { Button } from "./button";
import { useDashboard } from "./context";
import { Icon } from "./icon";

type Message = { title: string; detail?: string; isWarning: boolean; action?: "retry" | "clear" };

/** States that need a message: expired, failed, empty, or no matches. */
export function Notice() {
  const { client, state, layout } = useDashboard();
  const message = findMessage(state, layout.expiredMessage);
  const colors = message?.isWarning
    ? "border-line border-l-3 border-l-warning bg-warning-surface"
    : "border-dashed border-line justify-center text-center px-5 py-9";
  return (
    <div
      hidden={!message}
      class={`col-span-full flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-control border px-4 py-3 ${colors} ${layout.classes.notice}`}
    >
      <p role="status" class={`flex flex-col ${message?.isWarning ? "flex-[1_1_220px]" : ""}`}>
        <strong class="font-semibold">{message?.title}</strong>
        <span class={message?.isWarning ? "" : "text-muted"}>{message?.detail}</span>
      </p>
      {message?.action === "retry" && (
        <Button onClick={client.reload}>
          <Icon name="retry" />
          Try again
        </Button>
      )}
      {message?.action === "clear" && (
        <Button onClick={() => client.setFilters(clearedFilters)}>Clear filters</Button>
      )}
    </div>
  );
}

function findMessage(state: DataState, expiredMessage: string): Message | null {
  const { status, answer, problem, filters } = state;
  if (status === "expired") return { title: expiredMessage, isWarning: true };
  if (problem) return { ...problem, isWarning: true, action: "retry" };
  if (answer?.rows === 0) {
    return {
      title: "No data yet",
      detail: "Figures appear here as soon as the first orders arrive.",
      isWarning: false,
    };
  }
  if (answer?.selected.rows === 0 && isFiltered(filters)) {
    return {
      title: "No orders match these filters",
      detail: "Change or clear the filters.",
      isWarning: false,
      action: "clear",
    };
  }
  return null;
}
