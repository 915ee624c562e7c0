"use client";
// Only those who may use the panel load its code.
import dynamic from "next/dynamic";

export const DeveloperButton = dynamic(() => import("./button").then((m) => m.DeveloperButton), {
  ssr: false,
});
export const DeveloperDock = dynamic(() => import("./dock").then((m) => m.DeveloperDock), {
  ssr: false,
});
