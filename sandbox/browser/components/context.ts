import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { DataClient, DataState } from "../data/client";
import type { Format } from "../data/format";
import type { Layout } from "../layout";

export type DashboardContext = {
  client: DataClient;
  state: DataState;
  format: Format;
  layout: Layout;
  expanded: string | null;
  expand(widgetId: string | null): void;
};

export const DashboardContext = createContext<DashboardContext | null>(null);

export function useDashboard(): DashboardContext {
  const context = useContext(DashboardContext);
  if (!context) throw new Error("useDashboard needs a DashboardContext.");
  return context;
}
