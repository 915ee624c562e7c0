/** An expression inside a value that is otherwise data. */
export class Expression {
  constructor(
    readonly typescript: string,
    readonly python: string,
  ) {}
}

/** A value as source text, indented by two spaces (TypeScript) or four (Python). */
export function toSource(value: unknown, language: "typescript" | "python", depth = 0): string {
  if (value instanceof Expression) return value[language];
  const python = language === "python";
  const step = python ? "    " : "  ";
  const [outer, inner] = [step.repeat(depth), step.repeat(depth + 1)];
  const within = (one: unknown) => toSource(one, language, depth + 1);
  if (Array.isArray(value)) return `[${value.map(within).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const lines = Object.entries(value).map(
      ([name, one]) => `${inner}${JSON.stringify(name)}: ${within(one)},\n`,
    );
    return lines.length === 0 ? "{}" : `{\n${lines.join("")}${outer}}`;
  }
  if (python && value === null) return "None";
  if (python && typeof value === "boolean") return value ? "True" : "False";
  // JSON escapes are valid in Python too.
  return JSON.stringify(value);
}
