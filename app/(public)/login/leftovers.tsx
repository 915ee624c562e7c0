"use client";
import { useEffect } from "react";
import { endVendorSessions } from "@/components/pane/vendor-sessions";

/** Nobody is signed in here: what a vendor still has open for somebody ends, however they went. */
export function Leftovers() {
  useEffect(() => {
    endVendorSessions().catch(() => undefined);
  }, []);
  return null;
}
