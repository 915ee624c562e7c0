"use client";
import { createContext, use } from "react";
import type { SettingsPage } from "./settings-navigation";

export type Theme = "system" | "light" | "dark";
export type ShellTenant = { slug: string; name: string; hue: number };

export type ShellDashboard = {
  slug: string;
  title: string;
  vendorLabel: string;
  vendorMark: string;
  vendorHue: number;
  /** Its page loads a vendor's script: entering and leaving it loads the whole page. */
  runsScript: boolean;
};

/** What the sidebar and the command palette show. */
export type ShellData = {
  user: { name: string; email: string; theme: Theme; isOperator: boolean };
  /** Null outside of tenants. */
  tenant: ShellTenant | null;
  tenants: readonly ShellTenant[];
  dashboards: readonly ShellDashboard[];
  /** Of the tenant, for the user's role. */
  settings: readonly SettingsPage[];
};

type Value = ShellData & {
  chooseTheme: (theme: Theme) => Promise<void>;
  openSheet: () => void;
  closeSheet: () => void;
  openPalette: () => void;
};

const Context = createContext<Value | null>(null);

export const ShellProvider = Context;

/** Null on pages without a shell. */
export function useShellIfAny(): Value | null {
  return use(Context);
}

export function useShell(): Value {
  const value = use(Context);
  if (!value) throw new Error("useShell needs a Shell around it");
  return value;
}
