"use client";
import { X } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { isOpen, setOpen, subscribeOpen } from "./open-state";
import { Panel } from "./panel";

export type DockPane = { dashboard: string; title: string };

/** The open panel: beside the panes, or below them on a narrow screen. */
export function DeveloperDock({ tenant, panes }: { tenant: string; panes: readonly DockPane[] }) {
  const open = useSyncExternalStore(subscribeOpen, isOpen);
  const [selected, select] = useState(panes[0]?.dashboard ?? "");
  const pane = panes.find(({ dashboard }) => dashboard === selected) ?? panes[0];
  if (!open || !pane) return null;
  function close() {
    setOpen(false);
    document.getElementById("developer-button")?.focus();
  }
  return (
    <aside
      aria-label="Developer panel"
      className="sticky bottom-0 z-10 flex h-[45dvh] shrink-0 flex-col border-t border-line bg-surface lg:top-12 lg:bottom-auto lg:h-[calc(100dvh-3rem)] lg:w-[25rem] lg:border-t-0 lg:border-l"
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-1 pl-4">
        <h2 className="shrink-0 font-semibold">Developer panel</h2>
        {panes.length > 1 && (
          <select
            aria-label="Dashboard"
            value={pane.dashboard}
            onChange={(event) => select(event.target.value)}
            className="tap h-7 min-w-0 grow rounded-md border border-edge bg-surface px-2 text-sm"
          >
            {panes.map(({ dashboard, title }) => (
              <option key={dashboard} value={dashboard}>
                {title}
              </option>
            ))}
          </select>
        )}
        <Button
          variant="ghost"
          className="ml-auto"
          aria-label="Close developer panel"
          onClick={close}
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      </div>
      <Panel key={pane.dashboard} tenant={tenant} dashboard={pane.dashboard} />
    </aside>
  );
}
