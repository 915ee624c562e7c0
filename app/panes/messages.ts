// Decides which messages of a vendor's window count, and what state the next frame starts from.
import type { Renewal } from "@/lib/embed/wire";

/** Characters of JSON: a vendor's message is a sentence, not a delivery. */
const LARGEST = 4_096;
/** Characters of a shared link's query. */
export const LONGEST_LINK = 1_500;

export type Heard = { readonly name: string; readonly data: Record<string, unknown> };

/** Names of all messages this renewal knows; everything else is dropped. */
export function knownNames(renewal: Renewal): Set<string> {
  const { ready = [], drawn = [], asks = [], carries = [], errors = [], height = [] } = renewal;
  return new Set([
    ...ready,
    ...drawn,
    ...asks,
    ...[...carries, ...errors, ...height].map((entry) => entry.on),
  ]);
}

/** A small plain object with a known name, or nothing. Origin and window are the caller's to check. */
export function readMessage(data: unknown, renewal: Renewal): Heard | undefined {
  if (!renewal.named || !isPlain(data)) return undefined;
  const name = data[renewal.named];
  if (typeof name !== "string" || !knownNames(renewal).has(name)) return undefined;
  try {
    if (JSON.stringify(data).length > LARGEST) return undefined;
  } catch {
    return undefined;
  }
  return { name, data };
}

/** The value at a dot-separated path (`detail.dashboardHeight`); own members only. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split(".")) {
    if (!isPlain(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

const HEIGHTS = [240, 6_000] as const;

/** What a message means for its pane. `said`: the vendor's own words about a failure. */
export function meaningOf({ name, data }: Heard, renewal: Renewal) {
  const { ready, drawn, asks, errors = [], height = [] } = renewal;
  const full = drawn?.includes(name) ?? false;
  const error = errors.find(({ on }) => on === name);
  const words = error && [error.code, error.text].map((path) => path && valueAt(data, path));
  const size = height
    .filter(({ on }) => on === name)
    .map(({ path }) => valueAt(data, path))
    .find((value) => typeof value === "number" && value > 0) as number | undefined;
  return {
    ready: full || (ready?.includes(name) ?? false),
    /** Only the outline is there: its data will be said to have come. */
    outline: drawn !== undefined && !full,
    asks: asks?.includes(name) ?? false,
    said: words
      ?.filter((word) => typeof word === "string")
      .join(": ")
      .slice(0, 200),
    /** Of the content, in CSS pixels, within reason. */
    height: size && Math.round(Math.min(Math.max(size, HEIGHTS[0]), HEIGHTS[1])),
  };
}

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
  // With the token, longer addresses would not pass every proxy.
  if (query.length > LONGEST_LINK) return carried;
  for (const [name, value] of new URLSearchParams(query)) {
    if (params.has(name) && name !== "*") carried[name] = value;
    else if (params.has("*")) map.push([name, value]);
  }
  // Own members, whatever their names: an assignment to `__proto__` would make none.
  if (map.length > 0) carried["*"] = Object.fromEntries(map);
  return carried;
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
    ([name, text]) => name !== "" && !name.startsWith(":") && isText(text),
  );
}

function isText(value: unknown): value is string | number | boolean {
  if (typeof value === "string") return value !== "" && value.length <= 2_048;
  return typeof value === "number" || typeof value === "boolean";
}

function literal(value: unknown): string {
  return encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3A", ":");
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
