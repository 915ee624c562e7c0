// Decides how a value is written in another language's source: JSON for TypeScript, literals for Python.

/** Stands for an expression inside a value that is otherwise data. */
export class Expression {
  constructor(
    readonly typescript: string,
    readonly python: string,
  ) {}
}

/** A value as source text, two spaces (TypeScript) or four (Python) deeper at each level. */
export function write(value: unknown, language: "typescript" | "python", depth = 0): string {
  if (value instanceof Expression) return value[language];
  const python = language === "python";
  const step = python ? "    " : "  ";
  const [outer, inner] = [step.repeat(depth), step.repeat(depth + 1)];
  const within = (one: unknown) => write(one, language, depth + 1);
  if (Array.isArray(value)) return `[${value.map(within).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const lines = Object.entries(value).map(
      ([name, one]) => `${inner}${JSON.stringify(name)}: ${within(one)},\n`,
    );
    return lines.length === 0 ? "{}" : `{\n${lines.join("")}${outer}}`;
  }
  if (python && value === null) return "None";
  if (python && typeof value === "boolean") return value ? "True" : "False";
  // JSON's escapes are Python's, but for lone surrogates above U+FFFF, which JSON leaves as they are.
  return JSON.stringify(value);
}
