"use client";
import { Maximize, Minimize } from "lucide-react";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button-class";

function subscribe(listener: () => void) {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}

/** Toggles full screen for the page's first pane. */
export function FullscreenButton() {
  const full = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  );
  function toggle() {
    const pane = document.querySelector('[data-testid="pane"]');
    // A browser may refuse, for lack of a gesture or by policy; nothing changes then.
    (full ? document.exitFullscreen() : pane?.requestFullscreen?.())?.catch(() => {});
  }
  const label = full ? "Exit full screen" : "Full screen";
  const Icon = full ? Minimize : Maximize;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={buttonClass("ghost")}
      onClick={toggle}
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  );
}
