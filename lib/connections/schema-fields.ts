import { z } from "zod";
import { type FieldErrors, fieldErrors } from "@/lib/validation";
import type { SchemaField } from "./schema";

// Forms for a vendor's settings and mappings come from its zod schema, so a new vendor needs none of its own.

type JsonSchema = {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  const?: unknown;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
};

type SubmittedForm = Pick<FormData, "get" | "getAll">;

/** @param current stored values; they override the defaults */
export function toFields(schema: z.ZodType, current?: unknown): SchemaField[] {
  return objectFields(z.toJSONSchema(schema, { io: "input" }) as JsonSchema, "", current);
}

function objectFields(json: JsonSchema, prefix: string, current: unknown): SchemaField[] {
  const stored = toRecord(current);
  const properties = Object.entries(json.properties ?? {});
  const fields = properties.map(([name, property]) =>
    toField(property, prefix + name, json.required?.includes(name) ?? false, stored[name]),
  );
  // Names that the schema allows but doesn't list, such as `ref:…`.
  if (properties.length > 0 && typeof json.additionalProperties === "object") {
    fields.push({
      kind: "record",
      name: `${prefix}*`,
      label: "Other",
      help: json.description ?? "",
      required: false,
      value: formatRecord(Object.entries(stored).filter(([name]) => !json.properties?.[name])),
    });
  }
  return fields;
}

function toField(json: JsonSchema, name: string, required: boolean, stored: unknown): SchemaField {
  const base = {
    name,
    label: json.title ?? toLabel(name),
    help: json.description ?? "",
    required,
  };
  const value = stored ?? json.default;
  if (json.type === "object" && json.properties) {
    return { ...base, kind: "group", fields: objectFields(json, `${name}.`, value) };
  }
  if (json.type === "object") {
    return { ...base, kind: "record", value: formatRecord(Object.entries(toRecord(value))) };
  }
  if (json.type === "array") {
    const list = Array.isArray(value) ? value.map(String) : [];
    const options = json.items?.enum;
    return options
      ? { ...base, kind: "checkboxes", value: list, options }
      : { ...base, kind: "list", value: list.join("\n") };
  }
  if (json.type === "boolean") {
    return { ...base, kind: "checkbox", value: value === true, on: true };
  }
  if (typeof json.const === "string") {
    return { ...base, kind: "checkbox", value: value === json.const, on: json.const };
  }
  const text = value === undefined || value === null ? "" : String(value);
  if (json.enum) return { ...base, kind: "select", value: text, options: json.enum };
  if (json.type === "integer" || json.type === "number") {
    return { ...base, kind: "number", value: text, min: json.minimum ?? null };
  }
  return { ...base, kind: json.format === "uri" ? "url" : "text", value: text };
}

/** The object a submitted form describes. Empty fields are absent. @param prefix before every name */
export function readFields(
  fields: readonly SchemaField[],
  form: SubmittedForm,
  prefix = "",
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of fields) {
    const key = field.name.split(".").at(-1) ?? field.name;
    const value = readField(field, form, prefix);
    if (key === "*") Object.assign(object, value);
    else if (value !== undefined) object[key] = value;
  }
  return object;
}

function readField(field: SchemaField, form: SubmittedForm, prefix: string): unknown {
  const name = prefix + field.name;
  const text = toText(form.get(name)).trim();
  switch (field.kind) {
    case "group":
      return readFields(field.fields, form, prefix);
    case "checkbox":
      if (form.get(name) === "on") return field.on;
      return field.on === true ? false : undefined;
    case "checkboxes":
      return form.getAll(name).map(toText);
    case "list":
      return toLines(text);
    case "record":
      return parseRecord(text);
    case "number":
      return text === "" ? undefined : Number(text);
    default:
      return text === "" ? undefined : text;
  }
}

/** Lines of `name = value`. A line without a value gets an empty one, which the schemas refuse. */
export function parseRecord(text: string): Record<string, string> {
  return Object.fromEntries(
    toLines(text).map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

export function formatRecord(entries: readonly [string, unknown][]): string {
  return entries.map(([name, value]) => `${name} = ${String(value)}`).join("\n");
}

/** Messages at a form's fields: an error below a list or a record belongs to the field that holds it. */
export function toFieldErrors(schema: z.ZodType, error: z.ZodError, prefix: string): FieldErrors {
  const fields = toFields(schema);
  return Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      prefix + findFieldName(fields, path),
      message,
    ]),
  );
}

function findFieldName(fields: readonly SchemaField[], path: string): string {
  for (const field of fields) {
    if (field.kind === "group" && path.startsWith(`${field.name}.`)) {
      return findFieldName(field.fields, path);
    }
    if (path === field.name || path.startsWith(`${field.name}.`)) return field.name;
  }
  return fields.find(({ name }) => name.endsWith("*"))?.name ?? path;
}

const toLines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

const toText = (value: unknown) => (typeof value === "string" ? value : "");

const toRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

/** `accountTypes.view` → "View", `appUrl` → "App URL". */
function toLabel(path: string): string {
  const name = path.split(".").at(-1) ?? path;
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase()
    .replace(/\b(url|id|api)(s?)\b/g, (_, word: string, s: string) => word.toUpperCase() + s);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
