// Decides which messages of a vendor's window count, and what they mean.
import type { Renewal } from "@/lib/embed/schema";

/** Characters of JSON: a vendor's message is a sentence, not a delivery. */
const LARGEST = 4_096;

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

/** Whether a value is an object with members and nothing else. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
