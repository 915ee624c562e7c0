// Decides how a vendor's schema becomes a form and a sent form the object it describes. It knows schemas
// as JSON Schema, so a new vendor needs no form of its own.
import { z } from "zod";

/** One line of a form. `name` is the path in the object, with dots. */
export type SchemaField = {
  name: string;
  label: string;
  help: string;
  required: boolean;
} & (
  | { kind: "text" | "url"; value: string }
  | { kind: "number"; value: string; min: number | null }
  | { kind: "flag"; value: boolean /** What a ticked box means. */; on: true | string }
  | { kind: "choice"; value: string; options: string[] }
  | { kind: "choices"; value: string[]; options: string[] }
  /** One entry a line; a record's line is `name = value`. */
  | { kind: "list" | "record"; value: string }
  | { kind: "group"; fields: SchemaField[] }
);

type Json = {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  const?: unknown;
  minimum?: number;
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  additionalProperties?: boolean | Json;
};

/** What a form sends, as FormData has it. */
export type Sent = { get(name: string): unknown; getAll(name: string): unknown[] };

/** The lines of a form for a schema. @param current what is stored; its values stand over the defaults */
export function fieldsOf(schema: z.ZodType, current?: unknown): SchemaField[] {
  return objectFields(z.toJSONSchema(schema, { io: "input" }) as Json, "", current);
}

function objectFields(json: Json, prefix: string, current: unknown): SchemaField[] {
  const held = asRecord(current);
  const known = Object.entries(json.properties ?? {});
  const fields = known.map(([name, member]) =>
    fieldOf(member, prefix + name, json.required?.includes(name) ?? false, held[name]),
  );
  // Members under names that nobody can foresee, beside the known ones.
  if (known.length > 0 && typeof json.additionalProperties === "object") {
    const rest = Object.entries(held).filter(([name]) => !json.properties?.[name]);
    const help = json.description ?? "One a line: name = value.";
    const others = { label: "Others", help, required: false };
    fields.push({ name: `${prefix}*`, ...others, kind: "record", value: linesOf(rest) });
  }
  return fields;
}

function fieldOf(json: Json, name: string, required: boolean, stored: unknown): SchemaField {
  const base = { name, label: json.title ?? wordsOf(name), help: json.description ?? "", required };
  const value = stored ?? json.default;
  if (json.type === "object" && json.properties) {
    return { ...base, kind: "group", fields: objectFields(json, `${name}.`, value) };
  }
  if (json.type === "object") {
    return { ...base, kind: "record", value: linesOf(Object.entries(asRecord(value))) };
  }
  if (json.type === "array") {
    const list = Array.isArray(value) ? value.map(String) : [];
    const options = json.items?.enum;
    return options
      ? { ...base, kind: "choices", value: list, options }
      : { ...base, kind: "list", value: list.join("\n") };
  }
  if (json.type === "boolean") return { ...base, kind: "flag", value: value === true, on: true };
  if (typeof json.const === "string") {
    return { ...base, kind: "flag", value: value === json.const, on: json.const };
  }
  const text = value === undefined || value === null ? "" : String(value);
  if (json.enum) return { ...base, kind: "choice", value: text, options: json.enum };
  if (json.type === "integer" || json.type === "number") {
    return { ...base, kind: "number", value: text, min: json.minimum ?? null };
  }
  return { ...base, kind: json.format === "uri" ? "url" : "text", value: text };
}

/** The object a sent form describes; what was left empty is absent. @param prefix before every name */
export function readFields(
  fields: readonly SchemaField[],
  sent: Sent,
  prefix = "",
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of fields) {
    const own = field.name.split(".").at(-1) ?? field.name;
    const value = readField(field, sent, prefix);
    if (own === "*") Object.assign(object, value);
    else if (value !== undefined) object[own] = value;
  }
  return object;
}

function readField(field: SchemaField, sent: Sent, prefix: string): unknown {
  const name = prefix + field.name;
  const text = textOf(sent.get(name)).trim();
  switch (field.kind) {
    case "group":
      return readFields(field.fields, sent, prefix);
    case "flag":
      if (field.on === true) return sent.get(name) === "on";
      return sent.get(name) === "on" ? field.on : undefined;
    case "choices":
      return sent.getAll(name).map(textOf);
    case "list":
      return lines(text);
    case "record":
      return recordOf(text);
    case "number":
      return text === "" ? undefined : Number(text);
    default:
      return text === "" ? undefined : text;
  }
}

/** `name = value` lines as a record; a line without a value has an empty one, which schemas refuse. */
export function recordOf(text: string): Record<string, string> {
  return Object.fromEntries(
    lines(text).map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

/** The other way round. */
export function linesOf(entries: readonly [string, unknown][]): string {
  return entries.map(([name, value]) => `${name} = ${String(value)}`).join("\n");
}

/** The field that a finding at this path is shown at: its own, or the one that holds it. */
export function fieldAt(fields: readonly SchemaField[], path: string): string {
  for (const field of fields) {
    if (field.kind === "group" && path.startsWith(`${field.name}.`)) {
      return fieldAt(field.fields, path);
    }
    if (path === field.name || path.startsWith(`${field.name}.`)) return field.name;
  }
  return fields.find(({ name }) => name.endsWith("*"))?.name ?? path;
}

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** `accountTypes.view` → "View", `appUrl` → "App URL". */
function wordsOf(name: string): string {
  const own = (name.split(".").at(-1) ?? name).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const words = own
    .replace(/_/g, " ")
    .replace(/\b(url|id|api)(s?)\b/g, (_, word: string, s: string) => word.toUpperCase() + s);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
