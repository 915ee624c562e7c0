"use client";
import { type CSSProperties, createContext, use } from "react";

/** The tenant's hue for what is drawn outside its layout: menus and dialogs live at the end of the body. */
const Hue = createContext<number | null>(null);

export const HueProvider = Hue;

/** Class and style that give an element the tenant's accent. */
export function useHue(): { className: string; style: CSSProperties | undefined } {
  const hue = use(Hue);
  return { className: "hued", style: hue === null ? undefined : hueStyle(hue) };
}

export function hueStyle(hue: number): CSSProperties {
  return { "--hue": hue } as CSSProperties;
}
