import type { Renewal } from "@/lib/embed/schema";
import { isPlainObject, type VendorMessage, valueAt } from "./messages";

/** Characters of a shared link's query. */
export const MAX_LINK_LENGTH = 1_500;
const MAX_VALUE_LENGTH = 2_048;

/** Latest values by parameter name; `*` holds a map of filters. The next frame starts with them. */
export type PreservedState = Readonly<Record<string, unknown>>;

/** `null` and "" in a message remove a value. */
export function preserve(
  before: PreservedState,
  message: VendorMessage,
  renewal: Renewal,
): PreservedState {
  let after = before;
  for (const { on, path, param, name, json } of renewal.carries ?? []) {
    const value = on === message.name ? valueAt(message.data, path) : undefined;
    if (value === undefined) continue;
    const kept = json && value !== null && value !== "" ? JSON.stringify(value) : value;
    const member = name === undefined ? undefined : valueAt(message.data, name);
    if (name === undefined) after = { ...after, [param]: kept };
    else if (typeof member === "string") {
      const map = after[param];
      after = { ...after, [param]: { ...(isPlainObject(map) && map), [member]: kept } };
    }
  }
  return after;
}

/** The query for a new frame: the first named parameter that has a value, and the map. */
export function toStateQuery(state: PreservedState, renewal: Renewal): string {
  const params = [...new Set((renewal.carries ?? []).map((entry) => entry.param))];
  const first = params.find((param) => param !== "*" && isText(state[param]));
  const pairs = first === undefined ? [] : [[first, state[first]] as const];
  if (params.includes("*"))
    for (const [name, value] of members(state["*"])) pairs.push([encodeURIComponent(name), value]);
  return pairs.map(([name, value]) => `${name}=${literal(value)}`).join("&");
}

/** Reads a shared link's query; parameters that this renewal doesn't preserve are ignored. */
export function parseStateQuery(query: string, renewal: Renewal): PreservedState {
  const params = new Set((renewal.carries ?? []).map((entry) => entry.param));
  const state: Record<string, unknown> = {};
  const map: [string, string][] = [];
  for (const [name, value] of new URLSearchParams(query)) {
    if (params.has(name) && name !== "*") state[name] = value;
    else if (params.has("*")) map.push([name, value]);
  }
  // Not by assignment: `map.__proto__ = …` would create no member.
  if (map.length > 0) state["*"] = Object.fromEntries(map);
  // A longer address, token included, would not pass every proxy.
  return toStateQuery(state, renewal).length > MAX_LINK_LENGTH ? {} : state;
}

/** Appends literally: vendors want colons, which URLSearchParams encodes. Never overrides the mint. */
export function appendQuery(src: string, query: string): string {
  const taken = new Set(new URL(src).searchParams.keys());
  const nameOf = (pair: string) => [...new URLSearchParams(pair).keys()][0] ?? "";
  const added = query.split("&").filter((pair) => pair && !taken.has(nameOf(pair)));
  return added.length === 0 ? src : `${src}${src.includes("?") ? "&" : "?"}${added.join("&")}`;
}

/** Members of a map that a query may name: not the vendor's own parameters, which begin with a colon. */
export function members(value: unknown): [string, unknown][] {
  if (!isPlainObject(value)) return [];
  return Object.entries(value).filter(
    ([name, text]) => isText(name) && !name.startsWith(":") && isText(text),
  );
}

function isText(value: unknown): value is string | number | boolean {
  // A lone surrogate, as of a cut emoji, can't be encoded.
  if (typeof value === "string")
    return value !== "" && value.length <= MAX_VALUE_LENGTH && !/\p{Surrogate}/u.test(value);
  return typeof value === "number" || typeof value === "boolean";
}

function literal(value: unknown): string {
  return encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
