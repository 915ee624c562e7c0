import type { Renewal } from "@/lib/embed/schema";

/** Characters of JSON. */
const MAX_MESSAGE_LENGTH = 4_096;
const MAX_ERROR_LENGTH = 200;
const MIN_HEIGHT_PX = 240;
const MAX_HEIGHT_PX = 6_000;

export type VendorMessage = { readonly name: string; readonly data: Record<string, unknown> };

/** Every message this renewal knows; all others are dropped. */
export function knownNames(renewal: Renewal): Set<string> {
  const { ready = [], drawn = [], asks = [], carries = [], errors = [], height = [] } = renewal;
  const withPath = [...carries, ...errors, ...height].map((entry) => entry.on);
  return new Set([...ready, ...drawn, ...asks, ...withPath]);
}

/** A small plain object with a known name. The caller has checked its origin and window. */
export function readMessage(data: unknown, renewal: Renewal): VendorMessage | undefined {
  if (!renewal.named || !isPlainObject(data)) return undefined;
  const name = data[renewal.named];
  if (typeof name !== "string" || !knownNames(renewal).has(name)) return undefined;
  try {
    return JSON.stringify(data).length > MAX_MESSAGE_LENGTH ? undefined : { name, data };
  } catch {
    return undefined;
  }
}

/** The value at a dot-separated path (`detail.dashboardHeight`); own members only. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split(".")) {
    if (!isPlainObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

export function interpretMessage({ name, data }: VendorMessage, renewal: Renewal) {
  const { ready, drawn, asks, errors = [], height = [] } = renewal;
  const hasData = drawn?.includes(name) ?? false;
  const error = errors.find(({ on }) => on === name);
  const words = error && [error.code, error.text].map((path) => path && valueAt(data, path));
  const px = height
    .filter(({ on }) => on === name)
    .map(({ path }) => valueAt(data, path))
    .find((value) => typeof value === "number" && value > 0) as number | undefined;
  return {
    ready: hasData || (ready?.includes(name) ?? false),
    /** Another message will say that the data is there. */
    shellOnly: drawn !== undefined && !hasData,
    tokenRequested: asks?.includes(name) ?? false,
    /** The vendor's own words about a failure. */
    error: words
      ?.filter((word) => typeof word === "string")
      .join(": ")
      .slice(0, MAX_ERROR_LENGTH),
    /** Of the content, in CSS pixels. */
    height: px && Math.round(Math.min(Math.max(px, MIN_HEIGHT_PX), MAX_HEIGHT_PX)),
  };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
