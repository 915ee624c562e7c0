"use client";
// The way to the developer panel. Pages show it to whom `seesPanel` says; nobody else loads its code.
import dynamic from "next/dynamic";

export const DeveloperButton = dynamic(() => import("./button").then((m) => m.DeveloperButton), {
  ssr: false,
});
export const DeveloperDock = dynamic(() => import("./dock").then((m) => m.DeveloperDock), {
  ssr: false,
});
