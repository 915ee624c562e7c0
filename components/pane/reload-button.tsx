"use client";
import { RotateCw } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { usePane } from "./use-pane";

/** Loads a pane anew, over what it shows: a vendor's own error page is invisible to us. */
export function ReloadButton({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { controller } = usePane(tenant, dashboard);
  return (
    <button
      type="button"
      aria-label="Load again"
      title="Load again"
      className={buttonClass("ghost")}
      onClick={() => controller()?.reload()}
    >
      <RotateCw aria-hidden="true" className="size-4" />
    </button>
  );
}
