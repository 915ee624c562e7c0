// Decides what state the next frame starts from. Loaded where a vendor's messages carry any.
import type { Renewal } from "@/lib/embed/schema";
import { type Heard, isPlain, valueAt } from "./messages";

/** Characters of a shared link's query. */
export const LONGEST_LINK = 1_500;

/** Last values by parameter name; `*` holds a map. */
export type Carried = Readonly<Record<string, unknown>>;

/** What is carried after this message. `null` and an empty text take a value back. */
export function carry(before: Carried, heard: Heard, renewal: Renewal): Carried {
  let after = before;
  for (const { on, path, param, name, json } of renewal.carries ?? []) {
    const value = on === heard.name ? valueAt(heard.data, path) : undefined;
    if (value === undefined) continue;
    const kept = json && value !== null && value !== "" ? JSON.stringify(value) : value;
    const member = name === undefined ? undefined : valueAt(heard.data, name);
    if (name === undefined) after = { ...after, [param]: kept };
    else if (typeof member === "string")
      after = { ...after, [param]: { ...mapOf(after, param), [member]: kept } };
  }
  return after;
}

/** The query that gives a new frame the carried state: the first named parameter, and the map. */
export function carriedQuery(carried: Carried, renewal: Renewal): string {
  const params = [...new Set((renewal.carries ?? []).map((entry) => entry.param))];
  const first = params.find((param) => param !== "*" && isText(carried[param]));
  const pairs = first === undefined ? [] : [[first, carried[first]] as const];
  if (params.includes("*"))
    for (const [name, value] of members(carried["*"]))
      pairs.push([encodeURIComponent(name), value]);
  return pairs.map(([name, value]) => `${name}=${literal(value)}`).join("&");
}

/** A query from a shared link, narrowed to the parameters this renewal carries. */
export function parseCarried(query: string, renewal: Renewal): Carried {
  const params = new Set((renewal.carries ?? []).map((entry) => entry.param));
  const carried: Record<string, unknown> = {};
  const map: [string, string][] = [];
  for (const [name, value] of new URLSearchParams(query)) {
    if (params.has(name) && name !== "*") carried[name] = value;
    else if (params.has("*")) map.push([name, value]);
  }
  // Own members, whatever their names: an assignment to `__proto__` would make none.
  if (map.length > 0) carried["*"] = Object.fromEntries(map);
  // As the frame's address will have it: with the token, longer ones would not pass every proxy.
  return carriedQuery(carried, renewal).length > LONGEST_LINK ? {} : carried;
}

/** `src` with a query appended as it is: vendors want literal colons, which URLSearchParams encodes. */
export function withQuery(src: string, query: string): string {
  // A link must not set what the mint has set.
  const taken = new Set(new URL(src).searchParams.keys());
  const fresh = query.split("&").filter((pair) => pair && !taken.has(decoded(pair)));
  return fresh.length === 0 ? src : `${src}${src.includes("?") ? "&" : "?"}${fresh.join("&")}`;
}

function decoded(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? "";
}

function mapOf(carried: Carried, param: string): Record<string, unknown> {
  const value = carried[param];
  return isPlain(value) ? value : {};
}

/** Members of a map that a query may name: never the vendor's own parameters. */
export function members(value: unknown): [string, unknown][] {
  if (!isPlain(value)) return [];
  return Object.entries(value).filter(
    ([name, text]) => isText(name) && !name.startsWith(":") && isText(text),
  );
}

function isText(value: unknown): value is string | number | boolean {
  // Half of a character, as of an emoji that was cut, has no place in an address.
  if (typeof value === "string")
    return value !== "" && value.length <= 2_048 && !/\p{Surrogate}/u.test(value);
  return typeof value === "number" || typeof value === "boolean";
}

function literal(value: unknown): string {
  return encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
