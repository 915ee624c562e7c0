import { Refusal } from "../errors";
import type { Algorithm } from "./keys";

/** Header or claims of a token. */
export type JsonObject = Record<string, unknown>;

const maxTokenLength = 2048;
export const jwsPattern = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** With an empty encrypted key. */
export const jwePattern = /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** The segments of a compact token, still encoded. @throws Refusal */
export function splitToken(token: string, pattern: RegExp): string[] {
  if (token === "") throw new Refusal("missing");
  if (token.length > maxTokenLength) throw new Refusal("too_large");
  if (!pattern.test(token)) throw new Refusal("malformed");
  const segments = token.split(".");
  // Node's decoder is lenient (unused bits, '+', '/'): without this, one token has many spellings.
  if (!segments.every((one) => Buffer.from(one, "base64url").toString("base64url") === one)) {
    throw new Refusal("malformed");
  }
  return segments;
}

// Anything else is refused: members that bring a key (jwk, jku, x5u, x5c, x5t) or change how the
// rest is read (crit, zip, b64, p2c, epk).
const headerMembers = new Set(["alg", "enc", "typ", "kid"]);
const kidPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** @throws Refusal */
export function parseHeader(encoded: string): { header: JsonObject; kid: string | undefined } {
  const header = parseObject(Buffer.from(encoded, "base64url"));
  if (!Object.keys(header).every((name) => headerMembers.has(name))) throw new Refusal("header");
  const { typ, kid } = header;
  if (typ !== undefined && typ !== "JWT") throw new Refusal("header");
  if (kid === undefined) return { header, kid };
  if (typeof kid !== "string" || !kidPattern.test(kid)) throw new Refusal("key");
  return { header, kid };
}

/** Whether the header names exactly this algorithm, letter for letter. */
export function hasAlgorithm(header: JsonObject, algorithm: Algorithm): boolean {
  const isEncryption = algorithm === "A256GCM";
  return (
    header.alg === (isEncryption ? "dir" : algorithm) &&
    header.enc === (isEncryption ? "A256GCM" : undefined)
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Without a prototype, so that only the token's own members can be read. @throws Refusal */
export function parseObject(bytes: Uint8Array): JsonObject {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Refusal("malformed");
  }
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || !hasSafeNames(text)) throw new Refusal("malformed");
  return Object.assign(Object.create(null) as JsonObject, value);
}

const forbiddenNames = new Set(["__proto__", "constructor", "prototype"]);

/**
 * JSON.parse keeps the last of two equal names, other parsers the first: valid JSON text may contain
 * no name twice. Names are compared after unescaping.
 */
function hasSafeNames(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const [piece, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    if (piece === "{") open.push(new Set());
    else if (piece === "[") open.push(undefined);
    else if (piece === "}" || piece === "]") open.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(piece.slice(0, -colon.length)) as string;
      const names = open.at(-1);
      if (forbiddenNames.has(name) || names?.has(name)) return false;
      names?.add(name);
    }
  }
  return true;
}
