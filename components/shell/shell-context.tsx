"use client";
import { createContext, use } from "react";
import type { SettingsPage } from "./settings-navigation";

export type FrameTenant = { slug: string; name: string; hue: number };

export type FrameDashboard = {
  slug: string;
  title: string;
  vendorLabel: string;
  vendorMark: string;
  vendorHue: number;
  /** Its page loads a vendor's script: it is entered and left by a full page load. */
  runsScript: boolean;
};

/** What surrounds every page of a signed-in person. */
export type FrameData = {
  person: { name: string; email: string; theme: "system" | "light" | "dark"; isOperator: boolean };
  /** Where one is; null outside tenants. */
  tenant: FrameTenant | null;
  tenants: readonly FrameTenant[];
  dashboards: readonly FrameDashboard[];
  /** Settings of the tenant that this person may see. */
  settings: readonly SettingsPage[];
};

type Value = FrameData & {
  openSheet: () => void;
  closeSheet: () => void;
  openPalette: () => void;
};

const Context = createContext<Value | null>(null);

export const FrameProvider = Context;

/** The frame, or null on pages that have none. */
export function useFrameIfAny(): Value | null {
  return use(Context);
}

export function useFrame(): Value {
  const value = use(Context);
  if (!value) throw new Error("useFrame is for parts of the frame");
  return value;
}
