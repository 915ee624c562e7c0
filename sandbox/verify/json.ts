// Decides what counts as a JSON object inside a token: UTF-8, no name twice, no name with powers.
import { Refusal } from "../refusal";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/** Parses header or claims. Throws Refusal("malformed"). */
export function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Refusal("malformed");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || !hasPlainNames(text)) {
    throw new Refusal("malformed");
  }
  return value as Record<string, unknown>;
}

/** Own property, or undefined: nothing is ever read through a prototype. */
export function own(object: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * JSON.parse keeps the last of two equal names, other parsers the first: `text`, known to be valid
 * JSON, may therefore not contain any. Names are compared after unescaping.
 */
function hasPlainNames(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    const [piece, colon] = match;
    if (piece === "{") open.push(new Set());
    else if (piece === "[") open.push(undefined);
    else if (piece === "}" || piece === "]") open.pop();
    else if (colon !== undefined) {
      const name: unknown = JSON.parse(piece.slice(0, -colon.length));
      const names = open.at(-1);
      if (typeof name !== "string" || forbidden.has(name) || names?.has(name)) return false;
      names?.add(name);
    }
  }
  return true;
}
