"use client";
import { RotateCw } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { usePane } from "./use-pane";

/** A vendor's own error page is invisible to us: the viewer can always reload the dashboard. */
export function ReloadButton({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { controller } = usePane(tenant, dashboard);
  return (
    <button
      type="button"
      aria-label="Reload dashboard"
      title="Reload dashboard"
      className={buttonClass("ghost")}
      onClick={() => controller()?.reload()}
    >
      <RotateCw aria-hidden="true" className="size-4" />
    </button>
  );
}
