"use client";
import { Braces } from "lucide-react";
import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { isOpen, setOpen, subscribeOpen } from "./open-state";

export function DeveloperButton() {
  const open = useSyncExternalStore(subscribeOpen, isOpen);
  const label = open ? "Hide developer panel" : "Show developer panel";
  return (
    <button
      type="button"
      id="developer-button"
      aria-label={label}
      title={label}
      aria-expanded={open}
      className={`${buttonClass("ghost")} aria-expanded:bg-wash aria-expanded:text-ink`}
      onClick={() => setOpen(!open)}
    >
      <Braces aria-hidden="true" className="size-4" />
    </button>
  );
}
