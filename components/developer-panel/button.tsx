"use client";
import { Braces } from "lucide-react";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { isOpen, setOpen, subscribeOpen } from "./open-state";

/** Opens and closes the developer panel of this page. */
export function DeveloperButton() {
  const open = useSyncExternalStore(subscribeOpen, isOpen);
  return (
    <button
      type="button"
      id="developer-button"
      aria-label="Developer panel"
      title="Developer panel"
      aria-expanded={open}
      className={`${buttonClass("ghost")} aria-expanded:bg-wash aria-expanded:text-ink`}
      onClick={() => setOpen(!open)}
    >
      <Braces aria-hidden="true" className="size-4" />
    </button>
  );
}
