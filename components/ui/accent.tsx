"use client";
import { type CSSProperties, createContext, use } from "react";

/** The tenant's hue for menus and dialogs, which are rendered outside its layout. */
const Hue = createContext<number | null>(null);

export const HueProvider = Hue;

/** Class and style for an element in the tenant's accent color. */
export function useHue(): { className: string; style: CSSProperties | undefined } {
  const hue = use(Hue);
  return { className: "hued", style: hue === null ? undefined : hueStyle(hue) };
}

export function hueStyle(hue: number): CSSProperties {
  return { "--hue": hue } as CSSProperties;
}
