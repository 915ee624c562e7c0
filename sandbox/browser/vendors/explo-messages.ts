import { type Filters, noFilters, readFilters } from "../data/filters";
import { isRecord } from "../page/host-channel";

export type ExploRequest =
  | { kind: "jwt"; jwt: string }
  | { kind: "variables"; variables: { varName: string; value: unknown }[] };

const compactToken = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** Filters that the dashboard exposes as variables. */
const variableNames: Record<string, keyof Filters> = {
  category: "category",
  region: "region",
  from: "from",
  to: "to",
  group_by: "groupBy",
};

function readVariable(value: unknown): { varName: string; value: unknown } | null {
  if (!isRecord(value) || typeof value.varName !== "string") return null;
  return { varName: value.varName, value: value.value };
}

/** Null for anything that Explo doesn't document. */
export function readExploRequest(name: unknown, detail: unknown): ExploRequest | null {
  if (!isRecord(detail)) return null;
  if (name === "updateCustomerJwt") {
    const { jwt } = detail;
    return typeof jwt === "string" && compactToken.test(jwt) ? { kind: "jwt", jwt } : null;
  }
  if (name === "updateExploDashboardVariable") {
    const variable = readVariable(detail);
    return variable && { kind: "variables", variables: [variable] };
  }
  if (name === "updateExploDashboardVariables" && Array.isArray(detail.variables)) {
    const variables = detail.variables.map(readVariable);
    return variables.every((variable) => variable !== null)
      ? { kind: "variables", variables }
      : null;
  }
  return null;
}

/** Unknown names are ignored; null clears a filter. */
export function withVariables(
  filters: Filters,
  variables: { varName: string; value: unknown }[],
): Filters {
  let next: Record<string, unknown> = { ...filters };
  for (const { varName, value } of variables) {
    const key = Object.hasOwn(variableNames, varName) ? variableNames[varName] : undefined;
    if (key) next = { ...next, [key]: value };
  }
  return readFilters(next);
}

/** Detail of `sendVariableUpdatedEvent`. */
export function variableUpdate(
  key: keyof Filters,
  filters: Filters,
): { varName: string; newValue: string } {
  const names = Object.entries(variableNames);
  const varName = names.find(([, member]) => member === key)?.[0] ?? key;
  return { varName, newValue: filters[key] };
}

/** `?category="Hardware"&region="West"`: values are JSON, as documented; others are ignored. */
export function filtersFromQuery(search: string): Filters {
  const variables = [...new URLSearchParams(search)].flatMap(([varName, text]) => {
    try {
      return [{ varName, value: JSON.parse(text) as unknown }];
    } catch {
      return [];
    }
  });
  return withVariables(noFilters, variables);
}

/** The `variables` attribute of the web component: a JSON object of names and values. */
export function filtersFromJson(text: string | null): Filters {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    if (!isRecord(value)) return noFilters;
    return withVariables(
      noFilters,
      Object.entries(value).map(([varName, entry]) => ({ varName, value: entry })),
    );
  } catch {
    return noFilters;
  }
}
