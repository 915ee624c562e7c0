"use client";
import { Maximize, Minimize } from "lucide-react";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button-class";

function subscribe(changed: () => void) {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}

/** Gives the page's first pane the whole screen, and takes it back. */
export function FullscreenButton() {
  const full = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  );
  function toggle() {
    const pane = document.querySelector('[data-testid="pane"]');
    // A browser that refuses (no gesture, a policy) leaves everything as it is.
    (full ? document.exitFullscreen() : pane?.requestFullscreen?.())?.catch(() => {});
  }
  const label = full ? "Leave full screen" : "Full screen";
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
