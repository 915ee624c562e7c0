// Reads just enough of a source file to see its imports.

/** The text with comments replaced by spaces: positions and lines stay. */
export function blankComments(text) {
  let result = "";
  let index = 0;
  while (index < text.length) {
    const end = endOfToken(text, index);
    const token = text.slice(index, end);
    const isComment = token.startsWith("//") || token.startsWith("/*");
    result += isComment ? token.replace(/[^\n]/g, " ") : token;
    index = end;
  }
  return result;
}

/** Where the comment, string or single character at `index` ends. */
function endOfToken(text, index) {
  const from = (found, length) => (found < 0 ? text.length : found + length);
  if (text.startsWith("//", index) && text[index - 1] !== ":") {
    return from(text.indexOf("\n", index), 0);
  }
  if (text.startsWith("/*", index)) return from(text.indexOf("*/", index + 2), 2);
  const quote = text[index];
  if (quote !== '"' && quote !== "'" && quote !== "`") return index + 1;
  for (let at = index + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at + 1;
    // An apostrophe in JSX text, or a quote inside a regular expression: no string after all.
    else if (text[at] === "\n" && quote !== "`") return index + 1;
  }
  return index + 1;
}

const statement =
  /\b(?:import|export)\s+(type\s+)?(?:([\w*\s{},$]+?)\s*from\s*)?["']([^"'\n]+)["']|\b(?:import|require)\s*\(\s*["']([^"'\n]+)["']/g;

/**
 * Static and dynamic imports and re-exports.
 *
 * @param {string} code without comments
 * @returns {{ from: string, line: number, typeOnly: boolean }[]}
 */
export function listImports(code) {
  return [...code.matchAll(statement)].map((match) => ({
    from: match[3] ?? match[4],
    line: lineOf(code, match.index),
    typeOnly: match[1] !== undefined || onlyTypes(match[2]),
  }));
}

/** True for `{ type A, type B }`. */
function onlyTypes(clause) {
  const names = clause?.trim().match(/^\{([^}]*)\}$/)?.[1];
  if (names === undefined) return false;
  const list = names.split(",").map((name) => name.trim());
  return list.filter(Boolean).every((name) => name.startsWith("type "));
}

export function lineOf(text, index) {
  return text.slice(0, index).split("\n").length;
}
