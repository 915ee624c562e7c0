"use client";
import { useEffect } from "react";
import { endVendorSessions } from "@/components/pane/vendor-sessions";

/** Ends vendor sessions that an earlier sign-out could not. */
export function EndVendorSessions() {
  useEffect(() => {
    endVendorSessions().catch(() => undefined);
  }, []);
  return null;
}
