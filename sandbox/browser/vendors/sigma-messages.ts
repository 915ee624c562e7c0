import type { Change, Problem } from "../data/client";
import { type Filters, readFilters } from "../data/filters";
import { isRecord } from "../page/host-channel";

export type SigmaRequest =
  | { type: "workbook:variables:list" }
  | { type: "workbook:variables:update"; variables: Record<string, string> }
  | { type: "workbook:selectednodeid:update"; selectedNodeId: string; nodeType: "element" | "page" }
  | { type: "workbook:fullscreen:update"; nodeId: string | null };

export const sessionExpired = "Session expired. Reload the page.";

function isStringRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === "string");
}

/** Null for anything that Sigma doesn't document. */
export function readSigmaRequest(message: Record<string, unknown>): SigmaRequest | null {
  const { type, variables, selectedNodeId, nodeType, nodeId } = message;
  if (type === "workbook:variables:list") return { type };
  if (type === "workbook:variables:update")
    return isStringRecord(variables) ? { type, variables } : null;
  if (type === "workbook:selectednodeid:update") {
    const known = nodeType === "page" || nodeType === "element";
    return typeof selectedNodeId === "string" && known ? { type, selectedNodeId, nodeType } : null;
  }
  if (type === "workbook:fullscreen:update") {
    return typeof nodeId === "string" || nodeId === null ? { type, nodeId } : null;
  }
  return null;
}

/** Workbook variables by control id. */
export function sigmaVariables(filters: Filters): Record<string, string> {
  return { Category: filters.category, Region: filters.region };
}

/** Several values are comma-separated; the first one counts. */
export function withControls(filters: Filters, controls: Record<string, string>): Filters {
  const one = (value: string | undefined, otherwise: string) =>
    value === undefined ? otherwise : (value.split(",")[0] ?? "");
  return readFilters({
    ...filters,
    category: one(controls.Category, filters.category),
    region: one(controls.Region, filters.region),
  });
}

/** Control values in the URL: `?Category=Hardware&Region=West`. */
export function controlsFromQuery(search: string): Record<string, string> {
  const query = new URLSearchParams(search);
  const pairs = ["Category", "Region"].flatMap((id) => {
    const value = query.get(id);
    return value === null ? [] : [[id, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** State saved under an explore key. */
export function readExplore(value: unknown): { filters: Filters; page: string | null } | null {
  if (!isRecord(value)) return null;
  const state = isRecord(value.state) ? value.state : value;
  if (!isRecord(state.filters)) return null;
  return {
    filters: readFilters(state.filters),
    page: typeof state.page === "string" ? state.page : null,
  };
}

/** Sigma reports an expired token as EINVAL. */
export function sigmaError(
  change: Change,
  problem: Problem | null,
): { code: string; message: string } {
  if (change === "expired" || change === "refused")
    return { code: "EINVAL", message: sessionExpired };
  const codes = { network: "NETWORK", timeout: "ETIMEDOUT", refused: "EACCES", failed: "UNKNOWN" };
  return {
    code: codes[problem?.code ?? "failed"],
    message: problem?.title ?? "The workbook couldn't be loaded",
  };
}
